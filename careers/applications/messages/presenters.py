"""Letters in words, as their thread shows them to the candidate and to the hiring team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.applications.messages.models import SENT, WAITING, Letter
from careers.formatting import format_receipt_time

STATES = {WAITING: "The message goes out {at}", SENT: "", "taken_back": "Taken back before it went out"}


@dataclass(frozen=True)
class ShownLetter:
    """One letter: who wrote what when; ``standing`` says so where it has not gone out."""

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


def thread_shown(letters: Sequence[Letter]) -> list[ShownLetter]:
    """A thread, in the order given. The texts must be loaded."""
    return [_shown(letter) for letter in letters]


def _shown(letter: Letter) -> ShownLetter:
    at = letter.sent_at or letter.created_at
    return ShownLetter(
        id=letter.id,
        is_reply=letter.is_reply,
        is_unread=letter.read_at is None,
        is_waiting=letter.state == WAITING,
        who=letter.author_name,
        at=format_receipt_time(at),
        iso=at.isoformat(timespec="seconds"),
        subject=letter.subject,
        body=letter.text.body,
        standing=STATES[letter.state].format(at=format_receipt_time(letter.due_at)),
    )
