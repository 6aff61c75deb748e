"""Close a posting: every applicant gets a disposition with a message, or stays active with one.

Nothing here commits.
"""

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
    """A subject and body with merge fields."""

    subject: str
    body: str


@dataclass(frozen=True)
class Choices:
    """The choice for each application, and the messages to rejected and remaining applicants."""

    by_application: Mapping[int, str]
    reason: str
    texts: Mapping[str, MessageText]


@dataclass(frozen=True)
class Resolution:
    """What will happen to an applicant: the choice and the message, or why it isn't possible."""

    application: Application
    choice: str
    is_written_to: bool
    subject: str = ""
    body: str = ""
    problem: str = ""


def resolutions_for(posting: Posting, choices: Choices, *, by: User) -> list[Resolution]:
    """Return what will happen to the posting's applicants, as many as fit on a screen, with their messages.

    The default is to reject applicants without a message, and to leave the others as they are.
    """
    waiting = unanswered_of(posting.id)
    written_to = ids_with_messages(posting.id, MAX_AT_ONCE - len(waiting)) if len(waiting) < MAX_AT_ONCE else []
    return [_settlement(application, False, choices, by) for application in waiting] + [
        _settlement(application, True, choices, by) for application in written_to
    ]


def digest_of(settlements: Sequence[Resolution], reason: str) -> str:
    """Return a digest that is equal as long as the preview is current: the applicants, their versions, and
    every word.
    """
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
    """Do all of it, or nothing. Raises StaleDecision and IllegalMove."""
    for settlement in settlements:
        version = settlement.application.version
        words = Words(settlement.subject, settlement.body, f"closing {version}")
        if settlement.choice == REJECT:
            reject_with_message(settlement.application, words, reason=reason, version=version, by=by)
        elif settlement.choice == KEEP:
            services.claim_active(settlement.application, version)
            write_message(settlement.application, words, by=by)


def close_if_resolved(posting: Posting, *, version: int, ends_general: bool, by: User) -> int:
    """Close the posting unless applicants still have neither a disposition nor a message; return how many those are.

    A posting that is already closed stays so. Raises EditConflict, WrongState, and GeneralNotConfirmed.
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
