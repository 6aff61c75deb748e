"""The timeline of an application and its notes, as text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from careers.applications.event_kinds import EventKind
from careers.applications.models import Application, Event
from careers.company.stages.queries import stage_label
from careers.formatting import format_datetime
from careers.pipeline.blind_review.presenters import display_name, display_text, is_redacted
from careers.pipeline.events.services import SYSTEM_ACTOR
from careers.pipeline.reasons.queries import name_at_the_time, reason_label
from careers.review.notes.models import Note

# The sentence for each kind of event; names in braces are the event's details, with stages and reasons as labels.
EVENT_WORDS: dict[str, str] = {
    EventKind.SUBMITTED: "Applied",
    EventKind.RELEASED: "Released from quarantine",
    EventKind.MERGED: "Merged with another candidate record",
    EventKind.UNMERGED: "Merge undone",
    EventKind.INVITED: "Invited to apply for another posting",
    EventKind.STAGE_MOVED: "Moved from {from} to {to}",
    EventKind.NOTE_ADDED: "Note added",
    EventKind.SCORED: "Scorecard submitted",
    EventKind.SCORE_AMENDED: "Scorecard edited",
    EventKind.IDENTITY_REVEALED: "Name and contact details revealed to the team",
    EventKind.RESUME_UNLOCKED: "Resume unlocked",
    EventKind.WORK_SCORED: "Work sample scored",
    EventKind.TAGGED: "Tag added",
    EventKind.UNTAGGED: "Tag removed",
    EventKind.ASSIGNED: "Reviewer assigned",
    EventKind.UNASSIGNED: "Reviewer removed",
    EventKind.HIRED: "Hired",
    EventKind.REJECTED: "Rejected",
    EventKind.WITHDRAWN: "Withdrawn",
    EventKind.REOPENED: "Reopened",
    EventKind.DECISION_UNDONE: "Decision undone before the message was sent",
    EventKind.DOCUMENT_ADDED: "Candidate added a file",
    EventKind.DOCUMENT_REPLACED: "Candidate replaced a file",
    EventKind.MESSAGE_SENT: "Message sent to candidate",
    EventKind.REPLY_RECEIVED: "Candidate replied",
    EventKind.INTERVIEW_OFFERED: "Interview times sent",
    EventKind.INTERVIEW_BOOKED: "Candidate chose an interview time",
    EventKind.INTERVIEW_CHANGED: "Interview changed",
    EventKind.INTERVIEW_AGREED: "Candidate confirmed the new interview time",
    EventKind.INTERVIEW_CANCELED: "Interview canceled",
    EventKind.INTERVIEW_REFUSED: "Candidate declined the interview",
    EventKind.FUTURE_AGREED: "Candidate opted in to future roles",
    EventKind.FUTURE_ENDED: "Candidate opted out of future roles",
}


UNDOING_KINDS = (EventKind.REOPENED, EventKind.DECISION_UNDONE)


@dataclass(frozen=True)
class TimelineEntry:
    """An event or a note: what happened, who did it, and when."""

    what: str
    detail: str
    who: str
    at: str
    iso: str


def timeline_of(application: Application, events: Sequence[Event]) -> list[TimelineEntry]:
    """Return the application's events, newest first."""
    entries = [
        (_event(event), event.actor_id is None and event.actor_name != SYSTEM_ACTOR) for event in reversed(events)
    ]
    if not is_redacted(application):
        return [entry for entry, _ in entries]
    # An actor without an account is the candidate, whose own text and file names are left out.
    return [
        replace(entry, who=display_name(application), detail="")
        if is_candidate
        else replace(entry, detail=display_text(application, entry.detail))
        for entry, is_candidate in entries
    ]


def changes_since(application: Application, version: int) -> list[TimelineEntry]:
    """Return what reviewers did after ``version`` of the application. The events must be loaded."""
    return timeline_of(
        application, [event for event in application.events if event.details.get("version", 0) > version]
    )


def notes_shown(application: Application, notes: Sequence[Note]) -> list[TimelineEntry]:
    """Return the notes as the page shows them."""
    return [
        TimelineEntry(
            display_text(application, note.body),
            "",
            note.author_name,
            format_datetime(note.created_at),
            _iso(note.created_at),
        )
        for note in notes
    ]


def _event(event: Event) -> TimelineEntry:
    known = {
        key: name_at_the_time(event.details, key, stage_label(str(event.details.get(key, ""))))
        for key in ("from", "to")
    }
    template = EVENT_WORDS.get(event.kind)
    what = template.format_map(known) if template else event.kind.replace("_", " ").capitalize()
    disposition = event.details.get("disposition", event.kind)
    reason = name_at_the_time(event.details, "reason", reason_label(str(disposition), event.details.get("reason")))
    detail = f"Was {disposition}: {reason}" if event.kind in UNDOING_KINDS else reason
    # Why it was in quarantine, or the candidate's reason to withdraw, or a file name.
    detail = "\n".join(
        filter(
            None,
            [
                detail,
                *event.details.get("findings", []),
                str(event.details.get("said") or event.details.get("name") or ""),
            ],
        )
    )
    return TimelineEntry(what, detail, event.actor_name, format_datetime(event.at), _iso(event.at))


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
