"""The timeline of an application and its notes, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from careers.applications.models import Application, Event
from careers.company.stages.queries import stage_label
from careers.formatting import format_datetime
from careers.pipeline.blind_review.presenters import is_covered, shown_name, shown_text
from careers.pipeline.events.services import THE_SITE
from careers.pipeline.reasons.queries import reason_label, told
from careers.review.notes.models import Note

# What happened, by the kind of event; the names in braces are the event's details, stages and reasons in words.
EVENT_WORDS = {
    "submitted": "Application arrived",
    "released": "Released from quarantine",
    "merged": "Merged: one person with several addresses",
    "unmerged": "The merge was undone",
    "invited": "Invited to apply for another posting",
    "stage_moved": "Moved from {from} to {to}",
    "note_added": "Note written",
    "scored": "Scorecard handed in",
    "score_amended": "Scorecard amended",
    "identity_revealed": "Name and contact revealed to the team",
    "resume_unlocked": "Resume unlocked",
    "work_scored": "Work sample scored",
    "tagged": "Tag added",
    "untagged": "Tag taken off",
    "assigned": "Asked to review",
    "unassigned": "No longer asked to review",
    "hired": "Hired",
    "rejected": "Rejected",
    "withdrawn": "Withdrawn",
    "reopened": "Reopened",
    "decision_undone": "Decision undone before anybody was told",
    "document_added": "The candidate added a file",
    "document_replaced": "The candidate replaced a file",
    "message_sent": "Message sent to the candidate",
    "reply_received": "The candidate wrote",
    "interview_offered": "Interview offered",
    "interview_booked": "The candidate picked a time for the interview",
    "interview_changed": "Interview changed",
    "interview_agreed": "The candidate agreed to the new time of the interview",
    "interview_cancelled": "Interview called off",
    "interview_refused": "The candidate refused the interview or its times",
    "future_agreed": "The candidate agreed to be considered for later positions",
    "future_ended": "The candidate ended the consent to be considered for later positions",
}


TAKEN_BACK = ("reopened", "decision_undone")


@dataclass(frozen=True)
class TimelineEntry:
    """Something on the timeline, or a note: what, by whom, when."""

    what: str
    detail: str
    who: str
    at: str
    iso: str


def timeline_of(application: Application, events: Sequence[Event]) -> list[TimelineEntry]:
    """What happened to the application, newest first."""
    entries = [
        (_event(event), event.actor_id is None and event.actor_name != THE_SITE) for event in reversed(events)
    ]
    if not is_covered(application):
        return [entry for entry, _ in entries]
    # Who acted without an account is the candidate, whose own words and names of files are left out.
    return [
        replace(entry, who=shown_name(application), detail="")
        if is_candidate
        else replace(entry, detail=shown_text(application, entry.detail))
        for entry, is_candidate in entries
    ]


def changes_since(application: Application, version: int) -> list[TimelineEntry]:
    """What reviewers did after ``version`` of the application was read. The events must be loaded."""
    return timeline_of(
        application, [event for event in application.events if event.details.get("version", 0) > version]
    )


def notes_shown(application: Application, notes: Sequence[Note]) -> list[TimelineEntry]:
    """The notes as the page shows them."""
    return [
        TimelineEntry(
            shown_text(application, note.body),
            "",
            note.author_name,
            format_datetime(note.created_at),
            _iso(note.created_at),
        )
        for note in notes
    ]


def _event(event: Event) -> TimelineEntry:
    known = {
        key: told(event.details, key, stage_label(str(event.details.get(key, "")))) for key in ("from", "to")
    }
    template = EVENT_WORDS.get(event.kind)
    what = template.format_map(known) if template else event.kind.replace("_", " ").capitalize()
    disposition = event.details.get("disposition", event.kind)
    reason = told(event.details, "reason", reason_label(str(disposition), event.details.get("reason")))
    detail = f"Was {disposition}: {reason}" if event.kind in TAKEN_BACK else reason
    # Why it was in quarantine; or what the candidate says about it: why withdrawn, or which file.
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
