"""What a candidate is told, as tables: endings, events and roles in plain words; and stages as the company names them.

Staff have their own, shorter names for stages. These are for somebody who waits and knows nothing of the house.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from careers.applications.event_kinds import EventKind
from careers.applications.models import HIRED, REJECTED, WITHDRAWN
from careers.company.stages.queries import offered_stages_with, stage_by_key
from careers.security import Role


@dataclass(frozen=True)
class Words:
    """A short name, and a sentence that says what it means for the person."""

    name: str
    sentence: str


REVIEW_STARTED = Words("In review", "Someone on the hiring team has opened your application.")
ON_ITS_WAY = Words("In progress", "The hiring team is working on your application.")

ENDINGS = {
    HIRED: Words("Hired", "Welcome! We’ll contact you about the next steps."),
    REJECTED: Words(
        "Not this time", "We won’t be moving forward with this application. Thank you for your time."
    ),
    WITHDRAWN: Words("Withdrawn", "This application was withdrawn. We’ve stopped reviewing it."),
}

# What of an application's events concerns the candidate; everything else, notes above all, is left out. Names in
# braces are the event's details, with stages in the words of the company.
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
# Those of them that are a contact between the person and us, from the last of which the time of keeping counts.
CONTACTS = tuple(kind for kind in EVENTS if kind != EventKind.STAGE_MOVED)

ROLES = {
    Role.ADMIN: "An administrator",
    Role.RECRUITER: "A recruiter",
    Role.HIRING_MANAGER: "A hiring manager",
    Role.INTERVIEWER: "An interviewer",
}
SOMEBODY = "Someone on the hiring team"


def stage_words(stage: str) -> Words:
    """A stage in the candidate's words; one that there is not is told without a name."""
    found = stage_by_key(stage)
    return Words(found.candidate_name, found.candidate_sentence) if found else ON_ITS_WAY


def moved_to(details: Mapping[str, Any]) -> str:
    """Where a move led, by the stage's name of that time, where it was kept."""
    kept = details.get("names", {}).get("told")
    return str(kept or stage_words(str(details.get("to", ""))).name)


def way_words(chosen: Collection[str], stage: str) -> list[str]:
    """The names of a posting's stages in their order, with the one where the application stands; each name once."""
    return list(dict.fromkeys(offered.candidate_name for offered in offered_stages_with(chosen, stage)))


def role_words(role: str | None) -> str:
    """A role as it is told to a candidate, who never learns names."""
    return {str(known): words for known, words in ROLES.items()}.get(role or "", SOMEBODY)
