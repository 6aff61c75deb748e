"""What candidates read about endings, events, roles, and stages, as tables.

Staff see other, shorter names of stages. These are for someone who is waiting and is outside the company.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from careers.applications.event_kinds import EventKind
from careers.applications.models import HIRED, REJECTED, WITHDRAWN
from careers.company.stages.queries import offered_stages_with, stage_by_key
from careers.security import Role


@dataclass(frozen=True)
class Words:
    """A short name, and a sentence that explains it to the candidate."""

    name: str
    sentence: str


REVIEW_STARTED = Words("In review", "Someone on the hiring team has opened your application.")
ON_ITS_WAY = Words("In progress", "The hiring team is working on your application.")

ENDINGS = {
    HIRED: Words("Hired", "Welcome! We’ll contact you about the next steps."),
    REJECTED: Words("Not this time", "We won’t be moving forward with this application. Thank you for your time."),
    WITHDRAWN: Words("Withdrawn", "This application was withdrawn. We’ve stopped reviewing it."),
}

# The events that concern the candidate; all others, notes above all, are left out. Names in braces are the event's
# details, with stages by their candidate names.
EVENTS = {
    EventKind.SUBMITTED: "We received your application",
    EventKind.STAGE_MOVED: "Your application moved to “{to}”",
    HIRED: "You were hired",
    REJECTED: "We decided not to move forward",
    WITHDRAWN: "The application was withdrawn",
    EventKind.REOPENED: "The decision was undone; your application is active again",
    EventKind.DOCUMENT_ADDED: "The file “{name}” was added",
    EventKind.DOCUMENT_REPLACED: "The file “{old}” was replaced with “{name}”",
    EventKind.MESSAGE_SENT: "We sent you a message",
    EventKind.REPLY_RECEIVED: "You sent us a message",
    EventKind.INVITED: "We invited you to apply for “{name}”",
    EventKind.INTERVIEW_OFFERED: "We offered you interview times",
    EventKind.INTERVIEW_BOOKED: "You chose an interview time",
    EventKind.INTERVIEW_CHANGED: "The interview was changed",
    EventKind.INTERVIEW_AGREED: "You confirmed the new interview time",
    EventKind.INTERVIEW_CANCELED: "The interview was canceled",
    EventKind.INTERVIEW_REFUSED: "You told us the interview doesn’t work for you",
    EventKind.FUTURE_AGREED: "You agreed to be considered for future roles",
    EventKind.FUTURE_ENDED: "You ended your consent to be considered for future roles",
}
# The events that count as contact with the candidate; the retention period starts with the last of them.
CONTACTS = tuple(kind for kind in EVENTS if kind != EventKind.STAGE_MOVED)

ROLES = {
    Role.ADMIN: "An administrator",
    Role.RECRUITER: "A recruiter",
    Role.HIRING_MANAGER: "A hiring manager",
    Role.INTERVIEWER: "An interviewer",
}
SOMEBODY = "Someone on the hiring team"


def stage_words(stage: str) -> Words:
    """Return a stage in the candidate's words; an unknown stage has no name."""
    found = stage_by_key(stage)
    return Words(found.candidate_name, found.candidate_sentence) if found else ON_ITS_WAY


def moved_to(details: Mapping[str, Any]) -> str:
    """Return the name that the stage had at the time of a move, if it was recorded."""
    kept = details.get("names", {}).get("told")
    return str(kept or stage_words(str(details.get("to", ""))).name)


def way_words(chosen: Collection[str], stage: str) -> list[str]:
    """Return the names of a posting's stages in order, and which is the current one; each name once."""
    return list(dict.fromkeys(offered.candidate_name for offered in offered_stages_with(chosen, stage)))


def role_words(role: str | None) -> str:
    """Return a staff role as candidates see it; they never see names."""
    return {str(known): words for known, words in ROLES.items()}.get(role or "", SOMEBODY)
