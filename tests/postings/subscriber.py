"""A subscriber who signs up for alerts, reads the emails, and follows their links."""

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
    """Return the path of the alert's page that an email links to."""
    return re.findall(r"http://localhost(/alerts/[0-9a-f]+)\s", delivery.text)[0]


def titles_in(delivery: Delivery) -> list[str]:
    """Return the titles of the positions in an email, in order."""
    return TITLES.findall(delivery.text)


def a_new_posting(**values: Any) -> Posting:
    """Return a posting that is published now, with everything that publishing requires."""
    texts = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know it"}
    return a_posting(**{"date_posted": now(), "valid_through": None, "sections": texts} | values)


@dataclass
class Reader:
    """A visitor with a browser and a mailbox on the test's mail server."""

    client: PageClient
    server: MailServer
    run_tasks: Callable[[], None]
    address: str = "rosa@people.example"
    _seen: int = field(default=0)

    def ask(self, query: Mapping[str, Any] | None = None, frequency: str = "daily", status: int = 200) -> Page:
        """Send the form for an alert about a search."""
        form = self.client.visit("/alerts", query=query).form()
        return form.fill(email=self.address, frequency=frequency).submit(status=status)

    def mail(self) -> list[Delivery]:
        """Run due tasks, and return the emails that have arrived since the last call."""
        self.run_tasks()
        all_of_it = self.server.to(self.address)
        new, self._seen = all_of_it[self._seen :], len(all_of_it)
        return new

    def subscribe(self, query: Mapping[str, Any] | None = None, frequency: str = "daily") -> str:
        """Sign up and confirm by email; return the path of the alert's page."""
        self.ask(query, frequency)
        (question,) = self.mail()
        self.client.visit(alert_path(question)).form("/confirmation").submit()
        return alert_path(question)

    def new_titles(self) -> list[list[str]]:
        """Return the titles in each email that has arrived since the last call."""
        return [titles_in(delivery) for delivery in self.mail()]
