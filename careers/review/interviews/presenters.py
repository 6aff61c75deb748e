"""Interviews as staff and candidates see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from careers.applications.messages.queries import seems_active
from careers.applications.models import Application
from careers.applications.signals import PortalInterview
from careers.applications.tokens import unsealed
from careers.clock import now
from careers.company.queries import company_profile
from careers.formatting import format_appointment
from careers.http.urls import external_url
from careers.pipeline.blind_review.presenters import display_name, display_place, display_text
from careers.review.interviews.models import BOOKED, CANCELED, DECLINED, OFFERED, Interview
from careers.review.interviews.queries import clashes_of, interviews_of, open_slots, times_of
from careers.review.interviews.times import chosen_zone

# The icon of the state (components/stage.html) and its label.
STATES = {
    OFFERED: ("waiting", "Waiting for the candidate"),
    BOOKED: ("done", "Confirmed"),
    DECLINED: ("closed", "Declined by the candidate"),
    CANCELED: ("closed", "Canceled"),
}
# For the candidate.
OWN_STATES = {
    OFFERED: "Choose a time",
    BOOKED: "Agreed",
    DECLINED: "You told us it doesn’t work for you",
    CANCELED: "Canceled by us",
}

MOVED = "Moved: please confirm the new time"


@dataclass(frozen=True)
class ShownInterview:
    """An interview as staff see it; ``clashes`` are participants with another interview at that time."""

    id: int
    version: int
    application_id: int
    name: str
    posting: str
    title: str
    state: str
    standing: str
    when: list[str]
    minutes: int
    place: str
    people: str
    clashes: list[str]
    # The previous time, while the candidate has not accepted the new one.
    rescheduled_from: str
    can_change: bool
    is_open: bool


@dataclass(frozen=True)
class ShownSlot:
    """A time to choose, in the candidate's time zone, and in the company's if that differs."""

    id: int
    own: str
    company: str


@dataclass(frozen=True)
class CandidatesInterview:
    """The content of the candidate's interview page."""

    title: str
    posting: str
    state: str
    standing: str
    when: ShownSlot | None
    # The previous time, if the candidate is asked to accept a new one.
    was: ShownSlot | None
    sequence: int
    slots: list[ShownSlot]
    minutes: int
    place: str
    note: list[str]
    people: str
    zone: str
    company_zone: str
    is_over: bool


def interviews_shown(interviews: Sequence[Interview]) -> list[ShownInterview]:
    """Return interviews as staff see them, in the company's time zone. Applications and postings must be loaded."""
    zone = company_profile().time_zone
    clashes = clashes_of(interviews)
    return [_shown(interview, interview.application, clashes.get(interview.id, []), zone) for interview in interviews]


def interviews_shown_of(application: Application) -> list[ShownInterview]:
    """Return the interviews of an application, which is loaded with its posting."""
    zone = company_profile().time_zone
    interviews = interviews_of(application.id)
    clashes = clashes_of(interviews)
    return [_shown(interview, application, clashes.get(interview.id, []), zone) for interview in interviews]


def candidates_page(interview: Interview, wanted_zone: str | None) -> CandidatesInterview:
    """Return the candidate's page, in the chosen time zone."""
    company = company_profile().time_zone
    zone = chosen_zone(wanted_zone, company)
    is_live = interview.state in (OFFERED, BOOKED) and not interview.is_past
    is_live = is_live and seems_active(interview.application)
    slots = open_slots(interview) if is_live and interview.state == OFFERED else []
    at = interview.starts_at if interview.state == BOOKED else None
    was = interview.rescheduled_from if at and is_live else None
    return CandidatesInterview(
        title=interview.title,
        posting=interview.application.posting.title,
        state=interview.state,
        standing=MOVED if was else OWN_STATES[interview.state],
        when=_slot(0, at, zone, company) if at else None,
        was=_slot(0, was, zone, company) if was else None,
        sequence=interview.sequence,
        slots=[_slot(slot.id, slot.starts_at, zone, company) for slot in slots],
        minutes=interview.minutes,
        place=interview.place,
        note=[line for line in interview.note.split("\n") if line.strip()],
        people=people_of(interview),
        zone=zone,
        company_zone=company,
        is_over=not is_live or (interview.state == OFFERED and not slots),
    )


def told_interviews(application: Application) -> list[PortalInterview]:
    """Return the interviews of an application for the candidate portal and the data export."""
    zone = company_profile().time_zone
    return [
        PortalInterview(
            title=interview.title,
            standing=MOVED if interview.state == BOOKED and interview.rescheduled_from else OWN_STATES[interview.state],
            when=format_appointment(interview.starts_at, zone)
            if interview.starts_at and interview.state == BOOKED
            else "",
            place=interview.place,
            url=external_url("interviews.show", token=unsealed(interview.sealed_token)),
        )
        for interview in interviews_of(application.id)
    ]


def _slot(number: int, at: datetime, zone: str, company: str) -> ShownSlot:
    return ShownSlot(number, format_appointment(at, zone), format_appointment(at, company) if zone != company else "")


def people_of(interview: Interview) -> str:
    """Return the participants by name."""
    return ", ".join(sorted(interviewer.user.name for interviewer in interview.interviewers))


def _shown(
    interview: Interview, application: Application, clashes: list[tuple[str, datetime]], zone: str
) -> ShownInterview:
    state, standing = STATES[interview.state]
    return ShownInterview(
        id=interview.id,
        version=interview.version,
        application_id=interview.application_id,
        name=display_name(application),
        posting=application.posting.title,
        # Colleagues who know the candidate's name may have written it.
        title=display_text(application, interview.title),
        state=state,
        standing=standing,
        when=[format_appointment(at, zone) for at in times_of(interview)],
        minutes=interview.minutes,
        place=display_place(
            application, interview.place, [interviewer.user_id for interviewer in interview.interviewers]
        ),
        people=people_of(interview),
        clashes=sorted({f"{name}, {format_appointment(at, zone)}" for name, at in clashes}),
        rescheduled_from=format_appointment(interview.rescheduled_from, zone)
        if interview.rescheduled_from and interview.state == BOOKED
        else "",
        can_change=interview.state == BOOKED and (interview.ends_at or now()) > now(),
        is_open=interview.state in (OFFERED, BOOKED) and not interview.is_past,
    )
