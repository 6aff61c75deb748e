"""Closing a posting: every applicant gets a disposition with a message, or stays with one. Nothing here commits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careers.accounts.models import User
from careers.applications.messages.services import MAX_SUBJECT_LENGTH, Words, write_message
from careers.applications.models import Application
from careers.mail.composition import header_line
from careers.pipeline.decisions import services
from careers.pipeline.decisions.message_services import reject_with_message
from careers.pipeline.message_templates.merge_fields import UnfilledFields, fill_in, values_for
from careers.postings.models import CLOSED, Posting
from careers.postings.services import close_posting
from careers.review.closing.queries import (
    MAX_AT_ONCE,
    ids_with_messages,
    unanswered_by_posting,
    unanswered_of,
)

REJECT, KEEP, LEAVE = "reject", "keep", "leave"


@dataclass(frozen=True)
class MessageText:
    """Subject and body with merge fields."""

    subject: str
    body: str


@dataclass(frozen=True)
class Choices:
    """What was chosen for each application, and what is said to the rejected and to those who stay."""

    by_application: Mapping[int, str]
    reason: str
    texts: Mapping[str, MessageText]


@dataclass(frozen=True)
class Resolution:
    """What becomes of one applicant: the choice and the words that go out, or why they cannot."""

    application: Application
    choice: str
    is_written_to: bool
    subject: str = ""
    body: str = ""
    problem: str = ""


def resolutions_for(posting: Posting, choices: Choices, *, by: User) -> list[Resolution]:
    """The applicants of a posting who are to be settled, as many as fit on one screen, with their messages.

    Without a choice, somebody to whom nobody has written is rejected, and somebody else left as it is.
    """
    waiting = unanswered_of(posting.id)
    written_to = (
        ids_with_messages(posting.id, MAX_AT_ONCE - len(waiting)) if len(waiting) < MAX_AT_ONCE else []
    )
    return [_settlement(one, False, choices, by) for one in waiting] + [
        _settlement(one, True, choices, by) for one in written_to
    ]


def digest_of(settlements: Sequence[Resolution], reason: str) -> str:
    """Equal while everything is as it was when somebody looked at it: who, on which version, and every word."""
    seen = [
        (
            settlement.application.id,
            settlement.application.version,
            settlement.choice,
            settlement.subject,
            settlement.body,
        )
        for settlement in settlements
    ]
    return hashlib.sha256(json.dumps([reason, seen]).encode()).hexdigest()


def resolve(settlements: Sequence[Resolution], *, reason: str, by: User) -> None:
    """Settle all of them, or none. Raises StaleDecision, IllegalMove."""
    for settlement in settlements:
        version = settlement.application.version
        words = Words(settlement.subject, settlement.body, f"closing {version}")
        if settlement.choice == REJECT:
            reject_with_message(settlement.application, words, reason=reason, version=version, by=by)
        elif settlement.choice == KEEP:
            services.claim_active(settlement.application, version)
            write_message(settlement.application, words, by=by)


def close_if_resolved(posting: Posting, *, version: int, ends_general: bool, by: User) -> int:
    """Close the posting, unless somebody still has neither an answer nor a message; returns how many those are.

    One that is closed already stays so.
    Raises EditConflict, WrongState, GeneralNotConfirmed.
    """
    left = unanswered_by_posting([posting.id]).get(posting.id, 0)
    if not left and posting.state != CLOSED:
        close_posting(posting, version=version, ends_general=ends_general, by=by)
    return left


def _settlement(application: Application, is_written_to: bool, choices: Choices, by: User) -> Resolution:
    chosen = choices.by_application.get(application.id)
    choice = chosen if chosen in (REJECT, KEEP) else LEAVE if is_written_to else REJECT
    if choice == LEAVE:
        return Resolution(application, LEAVE, is_written_to)
    text, values = choices.texts[choice], values_for(application, by)
    try:
        subject = header_line(fill_in(text.subject, values), MAX_SUBJECT_LENGTH)
        body = fill_in(text.body, values)
    except UnfilledFields as error:
        return Resolution(application, choice, is_written_to, problem=str(error))
    return Resolution(application, choice, is_written_to, subject, body)
