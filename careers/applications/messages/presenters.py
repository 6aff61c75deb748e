"""A message thread as the candidate and the hiring team see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.applications.messages.models import SENT, WAITING, Message
from careers.formatting import format_receipt_time

STATES = {WAITING: "The message will be sent {at}", SENT: "", "retracted": "Retracted before it was sent"}


@dataclass(frozen=True)
class ShownMessage:
    """A message with its author and time; ``standing`` describes one that has not been sent."""

    id: int
    is_reply: bool
    is_unread: bool
    is_waiting: bool
    who: str
    at: str
    iso: str
    subject: str
    body: str
    standing: str


def thread_shown(messages: Sequence[Message]) -> list[ShownMessage]:
    """Return a thread in the given order. The texts must be loaded."""
    return [_shown(message) for message in messages]


def _shown(message: Message) -> ShownMessage:
    at = message.sent_at or message.created_at
    return ShownMessage(
        id=message.id,
        is_reply=message.is_reply,
        is_unread=message.read_at is None,
        is_waiting=message.state == WAITING,
        who=message.author_name,
        at=format_receipt_time(at),
        iso=at.isoformat(timespec="seconds"),
        subject=message.subject,
        body=message.text.body,
        standing=STATES[message.state].format(at=format_receipt_time(message.due_at)),
    )
