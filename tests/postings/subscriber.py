"""Somebody who asks for alerts, reads their mailbox, and follows the links in it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from careers.clock import now
from careers.postings.models import Posting
from tests.client import PageClient
from tests.factories import a_posting
from tests.page import Page
from tests.servers import MailServer
from tests.servers.mail import Delivery

TITLES = re.compile(r"^(.+?)\r?\n.+ · .+ · .+$", re.MULTILINE)


def alert_path(delivery: Delivery) -> str:
    """The address of the alert's page, as a message says it."""
    return re.findall(r"http://localhost(/alerts/[0-9a-f]+)\s", delivery.text)[0]


def told_in(delivery: Delivery) -> list[str]:
    """The titles of the positions that a message tells of, in order."""
    return TITLES.findall(delivery.text)


def a_new_posting(**values: Any) -> Posting:
    """A posting that opens at this moment, with all that publishing asks for."""
    texts = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know it"}
    return a_posting(**{"date_posted": now(), "valid_through": None, "sections": texts} | values)


@dataclass
class Reader:
    """A person with a browser and a mailbox on the test's server."""

    client: PageClient
    server: MailServer
    run_tasks: Callable[[], None]
    address: str = "rosa@people.example"
    _seen: int = field(default=0)

    def ask(
        self, query: Mapping[str, Any] | None = None, frequency: str = "daily", status: int = 200
    ) -> Page:
        """Fill in the form for a search of the listing."""
        form = self.client.visit("/alerts", query=query).form()
        return form.fill(email=self.address, frequency=frequency).submit(status=status)

    def mail(self) -> list[Delivery]:
        """Let the worker do what is due, and take out what has arrived since the last time."""
        self.run_tasks()
        all_of_it = self.server.to(self.address)
        new, self._seen = all_of_it[self._seen :], len(all_of_it)
        return new

    def subscribe(self, query: Mapping[str, Any] | None = None, frequency: str = "daily") -> str:
        """Ask, and say yes to the question that comes by email. Returns the path of the alert's page."""
        self.ask(query, frequency)
        (question,) = self.mail()
        self.client.visit(alert_path(question)).form("/confirmation").submit()
        return alert_path(question)

    def told(self) -> list[list[str]]:
        """The titles in each message that has arrived since."""
        return [told_in(delivery) for delivery in self.mail()]
