"""A real SMTP server that collects messages, and can be told to refuse, fail or hang."""

from __future__ import annotations

import asyncio
import email
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.servers.processes import free_port, wait_until

ACCEPT, HANG = "accept", "hang"
TRY_LATER = "451 4.3.0 Mailbox is busy, try again later"
REFUSED = "550 5.1.1 No such mailbox here"


@dataclass
class Delivery:
    """One message as it arrived: the envelope and the parsed message."""

    sender: str
    recipients: list[str]
    message: EmailMessage

    @property
    def text(self) -> str:
        """The plain text part."""
        part = self.message.get_body(("plain",))
        return str(part.get_content()) if part else ""

    @property
    def html(self) -> str:
        """The HTML part."""
        part = self.message.get_body(("html",))
        return str(part.get_content()) if part else ""


@dataclass
class _Mailbox:
    deliveries: list[Delivery] = field(default_factory=list)
    attempts: int = 0
    answer: str = ACCEPT
    answers: dict[str, str] = field(default_factory=dict)
    is_over: bool = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.attempts += 1
        answer = self.answers.get(address, self.answer)
        while answer == HANG and not self.is_over:  # noqa: ASYNC110  what ends it is another thread
            await asyncio.sleep(0.05)
        if answer not in (ACCEPT, HANG):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.deliveries.append(Delivery(envelope.mail_from, list(envelope.rcpt_tos), message))
        return "250 OK"


class MailServer:
    """An SMTP server on 127.0.0.1. Stopped, it keeps its port, and connections to it are refused.

    ``answer_with(TRY_LATER)``, ``answer_with(REFUSED)`` and ``answer_with(HANG)`` change what every recipient
    is answered, or only one of them, until ``answer_with(ACCEPT)``.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self._mailbox = _Mailbox()
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """The value for ``MAIL_URL``."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything that was accepted so far, oldest first."""
        return list(self._mailbox.deliveries)

    @property
    def attempts(self) -> int:
        """How often somebody tried to hand over a message for one recipient."""
        return self._mailbox.attempts

    def start(self) -> MailServer:
        """Listen, again if it was stopped before."""
        self._mailbox.is_over = False
        self._controller = Controller(self._mailbox, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def stop(self) -> None:
        """Refuse connections from now on."""
        self._mailbox.is_over = True
        if self._controller:
            self._controller.stop()
            self._controller = None

    def answer_with(self, answer: str, address: str | None = None) -> None:
        """Answer with this from now on: every recipient, or the one named."""
        if address is None:
            self._mailbox.answer = answer
        else:
            self._mailbox.answers[address] = answer

    def to(self, address: str) -> list[Delivery]:
        """What arrived for one recipient."""
        return [delivery for delivery in self.deliveries if address in delivery.recipients]

    def wait_for(self, count: int, seconds: float = 20, address: str | None = None) -> list[Delivery]:
        """Wait until ``count`` messages arrived, all together or for one address, and return them."""

        def arrived() -> list[Delivery]:
            return self.to(address) if address else self.deliveries

        wait_until(lambda: len(arrived()) >= count, seconds, f"{count} messages")
        return arrived()
