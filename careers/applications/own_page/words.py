"""What a candidate is told, as tables: stages, endings, events and roles in plain words.

Staff have their own, shorter names for stages. These are for somebody who waits and knows nothing of the house.
"""

from __future__ import annotations

from dataclasses import dataclass

from careers.applications.models import FIRST_STAGE, HIRED, REJECTED, WITHDRAWN
from careers.security import Role


@dataclass(frozen=True)
class Words:
    """A short name, and a sentence that says what it means for the person."""

    name: str
    sentence: str


# In the order of the way. A test holds this table to the one that reviewers move applications by.
STAGES = {
    FIRST_STAGE: Words("Arrived", "Your application is safely here and waits to be read."),
    "screen": Words("Closer look", "Somebody has read your application and is looking into it more closely."),
    "interview": Words("Interviews", "We would like to talk with you, or have already begun to."),
    "offer": Words("Offer", "We are preparing an offer for you, or you have it already."),
}
OPENED = Words("Being read", "Somebody on the hiring team has opened your application.")
ON_ITS_WAY = Words("In progress", "The hiring team is working on your application.")

ENDINGS = {
    HIRED: Words("Hired", "You and we have agreed. What comes next reaches you in person."),
    REJECTED: Words(
        "Not this time", "We decided not to go on with this application. Thank you for your time."
    ),
    WITHDRAWN: Words("Withdrawn", "This application has been withdrawn. Nobody reads it any further."),
}

# What of an application's events concerns the candidate; everything else, notes above all, is left out. Names in
# braces are the event's details, with stages in the words above.
EVENTS = {
    "submitted": "Your application arrived",
    "stage_moved": "Your application moved to “{to}”",
    HIRED: "You were hired",
    REJECTED: "We decided not to go on",
    WITHDRAWN: "The application was withdrawn",
    "reopened": "The decision was taken back; your application is active again",
    "document_added": "The file “{name}” was added",
    "document_replaced": "The file “{old}” was replaced with “{name}”",
    "message_sent": "We wrote to you",
    "reply_received": "You wrote to us",
    "invited": "We invited you to apply for “{name}”",
    "interview_offered": "We offered you times for an interview",
    "interview_booked": "You picked a time for the interview",
    "interview_changed": "The interview was changed",
    "interview_agreed": "You agreed to the new time of the interview",
    "interview_cancelled": "The interview was called off",
    "interview_refused": "You told us that the interview does not suit you",
    "future_agreed": "You agreed to be considered for later positions",
    "future_ended": "You ended your consent to be considered for later positions",
}
# Those of them that are a contact between the person and us, from the last of which the time of keeping counts.
CONTACTS = tuple(kind for kind in EVENTS if kind != "stage_moved")

ROLES = {
    Role.ADMIN: "An administrator",
    Role.RECRUITER: "A recruiter",
    Role.HIRING_MANAGER: "A hiring manager",
    Role.INTERVIEWER: "An interviewer",
}
SOMEBODY = "Somebody on the hiring team"


def stage_words(stage: str) -> Words:
    """A stage in the candidate's words; one that is not in the table is told without its name."""
    return STAGES.get(stage, ON_ITS_WAY)


def role_words(role: str | None) -> str:
    """A role as it is told to a candidate, who never learns names."""
    return {str(known): words for known, words in ROLES.items()}.get(role or "", SOMEBODY)
