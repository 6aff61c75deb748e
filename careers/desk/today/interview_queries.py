"""The interviews on Today: upcoming ones, and those the candidate has not answered."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import now
from careers.database import UtcDateTime, db
from careers.desk.today.assignment_queries import AssignedApplications
from careers.desk.today.visible_queries import interviews_seen
from careers.review.interviews.models import BOOKED, OFFERED, Interview, Interviewer, InterviewSlot
from careers.review.interviews.queries import MAX_LENGTH, SHOWN_AHEAD, busy
from careers.search.plan import in_this_order

COMING, UNANSWERED = "coming", "unanswered"


@dataclass(frozen=True)
class UpcomingInterview:
    """An interview: its time or first offered time, whether it was rescheduled, its participants, and
    whether one of them has a conflict. The last two only for booked interviews.
    """

    id: int
    application_id: int
    starts_at: datetime
    minutes: int
    is_moved: bool
    people: Sequence[str] = field(default=())
    clashes: bool = False


@dataclass(frozen=True)
class Interviews:
    """Booked interviews, the next first, and unanswered ones, the longest waiting first."""

    coming: Sequence[UpcomingInterview]
    unanswered: Sequence[UpcomingInterview]

    @property
    def applications(self) -> set[int]:
        """Return the ids of their applications."""
        return {interview.application_id for interview in (*self.coming, *self.unanswered)}


def interviews_for(user: User, limit: int, asked: AssignedApplications | None = None) -> Interviews:
    """Return the interviews that the user sees on Today, at most ``limit`` of each kind.

    ``asked`` are an interviewer's assigned applications.
    """
    rows = db.session.execute(_read(_coming(user), *_unanswered(user, asked), limit=limit)).all()
    coming = [_meeting(*row[1:]) for row in rows if row[0] == COMING]
    waiting = [_meeting(*row[1:]) for row in rows if row[0] == UNANSWERED]
    coming = _with_people(sorted(coming, key=lambda interview: (interview.starts_at, interview.id)))
    return Interviews(coming, sorted(waiting, key=lambda interview: interview.id)[:limit])


def _read(*parts: Select[Any], limit: int) -> Select[Any]:
    """Return the first rows of each part: the parts hold ids, so details are read only for what is shown."""
    few = [part.limit(limit).subquery() for part in parts]
    kinds = (COMING, UNANSWERED, UNANSWERED)
    numbered = (select(literal(kind).label("kind"), rows.c.id) for kind, rows in zip(kinds, few, strict=True))
    found = union_all(*numbered).subquery()
    slots = select(func.min(InterviewSlot.starts_at)).where(InterviewSlot.interview_id == Interview.id)
    at = func.coalesce(Interview.starts_at, slots.correlate(Interview).scalar_subquery(), type_=UtcDateTime)
    columns = Interview.id, Interview.application_id, at, Interview.minutes, Interview.rescheduled_from
    shown = select(found.c.kind, *columns).select_from(found).join(Interview, Interview.id == found.c.id)
    return in_this_order(shown)


def _coming(user: User) -> Select[Any]:
    soon = Interview.starts_at > now() - MAX_LENGTH, Interview.starts_at < now() + SHOWN_AHEAD
    return interviews_seen(user).where(Interview.state == BOOKED, *soon).order_by(Interview.starts_at, Interview.id)


def _unanswered(user: User, asked: AssignedApplications | None) -> tuple[Select[Any], ...]:
    # An index holds each of them in order; with an OR, everything would be collected first.
    if asked is None:
        every = interviews_seen(user).where(Application.disposition.is_(None))
    else:
        every = select(Interview.id).where(Interview.application_id.in_(asked.ids))
    offered = Interview.state == OFFERED, Interview.starts_at.is_(None)
    moved = Interview.state == BOOKED, Interview.rescheduled_from.is_not(None), Interview.starts_at > now()
    return tuple(every.where(*which).order_by(Interview.id) for which in (offered, moved))


def _meeting(
    number: int, application_id: int, at: datetime | None, minutes: int, was: datetime | None
) -> UpcomingInterview:
    # An offer has times; if it ever had none, it has waited since it was made.
    return UpcomingInterview(number, application_id, at or now(), minutes, was is not None)


def _with_people(coming: Sequence[UpcomingInterview]) -> list[UpcomingInterview]:
    # The participants' other interviews around these times include these interviews themselves.
    numbers = [interview.id for interview in coming]
    part = select(Interviewer.user_id).where(Interviewer.interview_id.in_(numbers))
    taken = busy(part, [interview.starts_at for interview in coming])
    people = {
        number: {other.user_id: other.name for other in taken if other.interview_id == number} for number in numbers
    }
    return [
        replace(
            interview,
            people=sorted(people[interview.id].values()),
            clashes=any(
                other.interview_id != interview.id
                and other.user_id in people[interview.id]
                and other.meets(interview.starts_at, interview.minutes)
                for other in taken
            ),
        )
        for interview in coming
    ]
