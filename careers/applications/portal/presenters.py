"""The candidate portal: an application's status, history, who viewed it, and what the candidate can do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from careers.applications.messages.models import SENT, WAITING, Message
from careers.applications.messages.presenters import ShownMessage, thread_shown
from careers.applications.messages.queries import thread_of
from careers.applications.models import Application, Attachment, Event
from careers.applications.opening_queries import APPLICATION, DOWNLOADED, OPENED
from careers.applications.portal import queries
from careers.applications.portal.wording import (
    ENDINGS,
    EVENTS,
    REVIEW_STARTED,
    Words,
    moved_to,
    role_words,
    stage_words,
    way_words,
)
from careers.applications.presenters import Receipt, ShownFile, receipt_of, shown_file
from careers.applications.queries import newest_applications_of
from careers.applications.signals import PortalInterview, portal_interviews
from careers.audit.models import AuditEntry
from careers.clock import last_day, local_date, now
from careers.company.retention_queries import retention_months, retention_period
from careers.company.stages.models import FIRST_STAGE
from careers.formatting import format_date, format_receipt_time

MAX_OTHERS = 50
OPENINGS = {OPENED: "read your application", DOWNLOADED: "downloaded {name}"}


@dataclass(frozen=True)
class Clock:
    """Whether the promised reply is due, overdue, or sent, as text."""

    label: str
    day: str
    sentence: str
    is_late: bool = False


@dataclass(frozen=True)
class Choice:
    """A consent: whether and since when it has been given."""

    is_agreed: bool
    since: str


@dataclass(frozen=True)
class CandidatePage:
    """Everything that the page shows."""

    receipt: Receipt
    standing: Words
    stages: list[str]
    stage: str | None
    clock: Clock
    timeline: list[tuple[str, str]]
    openings: list[tuple[str, str]]
    older_files: list[ShownFile]
    future: Choice
    others: list[str]
    deleted_on: str
    kept_months: int
    is_active: bool
    may_change_files: bool
    messages: list[ShownMessage]
    interviews: list[PortalInterview]


def candidate_page(application: Application) -> CandidatePage:
    """Return the page of an application. Its posting, text, and attachments must be loaded."""
    openings = queries.openings_of(application.id)
    # A staff member who looked at it in quarantine has not begun to review it.
    readings = [entry for entry in openings if entry.object_kind == APPLICATION]
    agreed, messages = application.future_roles_consent_at, thread_of(application.id)
    is_active = application.is_active or is_decision_waiting(messages)
    entries = visible_events(queries.events_of(application.id), messages)
    return CandidatePage(
        receipt=receipt_of(application),
        standing=standing_of(application, is_opened=bool(readings), is_active=is_active),
        stages=way_words(application.posting.stage_keys, application.stage),
        stage=stage_words(application.stage).name if is_active else None,
        clock=clock_of(application.reply_due_at, None if is_active else application.disposed_at),
        timeline=_timeline(entries, readings),
        openings=openings_shown(openings, application.attachments),
        older_files=[
            shown_file(attachment.document) for attachment in application.attachments if attachment.replaced_at
        ],
        future=Choice(agreed is not None, format_receipt_time(agreed) if agreed else ""),
        others=titles_of(application.candidate_id, without=application.id),
        deleted_on=format_date(local_date(queries.last_contact(application) + retention_period())),
        kept_months=retention_months(),
        is_active=is_active,
        may_change_files=may_change_files(application, is_opened=bool(readings), is_active=is_active),
        interviews=_interviews(application),
        messages=thread_shown([message for message in messages if message.state == SENT]),
    )


def _interviews(application: Application) -> list[PortalInterview]:
    found: list[tuple[Any, list[PortalInterview]]] = portal_interviews.send(application)
    return [interview for _, interviews in found for interview in interviews]


def is_decision_waiting(messages: Sequence[Message]) -> bool:
    """Return whether the message that announces the decision is unsent; until then nobody sees the decision."""
    return any(message.state == WAITING and message.decision_id is not None for message in messages)


def visible_events(events: Sequence[Event], messages: Sequence[Message]) -> list[Event]:
    """Return the events that the candidate can see: no decision whose message is unsent or was retracted."""
    untold = {message.decision_id for message in messages if message.state != SENT}
    return [event for event in events if event.kind in EVENTS and event.id not in untold]


def standing_of(application: Application, *, is_opened: bool, is_active: bool) -> Words:
    """Return the status: how it ended, its stage, or that review has begun."""
    if application.disposition is not None and not is_active:
        return ENDINGS[application.disposition]
    is_first = application.stage == FIRST_STAGE
    return REVIEW_STARTED if is_first and is_opened else stage_words(application.stage)


def may_change_files(application: Application, *, is_opened: bool, is_active: bool) -> bool:
    """Return whether review has not begun: no one opened, moved, or decided it, as far as the candidate can see."""
    return is_active and application.stage == FIRST_STAGE and not is_opened


def titles_of(candidate_id: int, *, without: int = 0) -> list[str]:
    """Return the titles of the candidate's other applications, newest first; at most ``MAX_OTHERS`` in all."""
    newest = newest_applications_of(candidate_id, MAX_OTHERS)
    return [application.posting.title for application in newest if application.id != without]


def clock_of(reply_due_at: datetime, settled_at: datetime | None) -> Clock:
    """Return whether the reply promise was kept, honestly. ``settled_at`` is None while the application is active."""
    due, at = format_date(last_day(reply_due_at)), now()
    if settled_at is not None:
        closed = format_date(local_date(settled_at))
        return Clock("Closed on", closed, f"We said we’d reply by {due}.")
    if reply_due_at < at:
        sentence = "We’re late, and we’re sorry. Feel free to ask us about it."
        return Clock("Reply was due", due, sentence, is_late=True)
    return Clock("Reply by", due, _left((last_day(reply_due_at) - local_date(at)).days))


def _left(days: int) -> str:
    left = "That’s today." if days == 0 else "1 day left." if days == 1 else f"{days} days left."
    return f"{left} We’ll reply by then either way."


def openings_shown(openings: Sequence[AuditEntry], attachments: Sequence[Attachment]) -> list[tuple[str, str]]:
    """Return when the application was opened, and by which role."""
    names = {attachment.document_id: attachment.document.display_name for attachment in attachments}
    return [(format_receipt_time(entry.at), _opening(entry, names)) for entry in openings]


def _timeline(events: Sequence[Event], openings: Sequence[AuditEntry]) -> list[tuple[str, str]]:
    entries: list[tuple[datetime, str]] = [(event.at, _happened(event.kind, event.details)) for event in events]
    if openings:
        entries.append((openings[-1].at, "The hiring team opened your application"))
    return [(format_receipt_time(at), what) for at, what in sorted(entries, reverse=True)]


def _happened(kind: str, details: dict[str, Any]) -> str:
    known = {name: details.get(name, "") for name in ("name", "old")}
    return EVENTS[kind].format_map({**known, "to": moved_to(details)})


def _opening(entry: AuditEntry, names: Mapping[int, str]) -> str:
    name = names.get(entry.details.get("document", 0), "a file")
    return f"{role_words(entry.details.get('role'))} {OPENINGS[entry.action].format(name=name)}"
