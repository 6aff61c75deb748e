"""Find interviews by application, token, or time, and conflicts between them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import abort
from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload, selectinload

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.messages.models import WAITING, Message
from careers.applications.models import REJECTED, WITHDRAWN, Application, Event
from careers.applications.tokens import opened_by
from careers.clock import now
from careers.database import db
from careers.mail.kinds import EmailKind
from careers.mail.models import SENT, OutboundEmail
from careers.review.interviews.models import BOOKED, OFFERED, Interview, Interviewer, InterviewSlot

MAX_LENGTH = timedelta(hours=8)
SHOWN_AHEAD = timedelta(days=7)
MAX_OF_EACH = 20
MAX_CHANGES = 200
# The event of a change by staff; it names the interview, and says whether the time changed.
CHANGED = EventKind.INTERVIEW_CHANGED


def interviews_of(application_id: int) -> Sequence[Interview]:
    """Return an application's interviews, newest first; the caller has loaded the application."""
    statement = select(Interview).where(Interview.application_id == application_id)
    statement = statement.options(selectinload(Interview.slots), selectinload(Interview.interviewers))
    return db.session.scalars(statement.order_by(Interview.id.desc()).limit(MAX_OF_EACH)).all()


def interview_of(application: Application, interview_id: int) -> Interview:
    """Return one of them, freshly read; 404 if it belongs to another application."""
    statement = _whole(select(Interview).where(Interview.id == interview_id))
    interview = db.session.scalar(statement.where(Interview.application_id == application.id))
    if interview is None:
        abort(404)
    return interview


def interview_by_id(interview_id: int) -> Interview | None:
    """Return the interview with its application and posting, to compose emails."""
    return db.session.scalar(_whole(select(Interview).where(Interview.id == interview_id)))


def interview_with(token: str) -> Interview | None:
    """Return the interview that a candidate's token opens, or None."""
    return db.session.scalar(_whole(select(Interview).where(opened_by(token, Interview.token_hash))))


def held_interviews_of(application_ids: Sequence[int]) -> Sequence[Interview]:
    """Return all interviews of these applications with their rows locked, so that a simultaneous booking waits."""
    theirs = Interview.application_id.in_(application_ids)
    # In a separate statement: MariaDB would also lock the joined postings.
    db.session.execute(select(Interview.id).where(theirs).order_by(Interview.id).with_for_update())
    return db.session.scalars(_whole(select(Interview).where(theirs)).order_by(Interview.id)).all()


def unsent_cancellations(application_ids: Sequence[int]) -> Sequence[OutboundEmail]:
    """Return unsent emails that cancel interviews of these applications."""
    statement = select(OutboundEmail).where(
        OutboundEmail.application_id.in_(application_ids), OutboundEmail.state != SENT
    )
    return db.session.scalars(
        statement.where(OutboundEmail.kind == EmailKind.INTERVIEW_CANCELED).order_by(OutboundEmail.id)
    ).all()


def last_mover_id(interview: Interview) -> int | None:
    """Return the id of the active user who last rescheduled the interview, or None."""
    about = Event.application_id == interview.application_id, Event.kind == CHANGED
    changes = db.session.scalars(select(Event).where(*about).order_by(Event.id.desc()).limit(MAX_CHANGES))
    moved = (
        change
        for change in changes
        if change.details.get("interview") == interview.id and change.details.get("is_moved")
    )
    return next((event.actor_id for event in moved), None)


@dataclass(frozen=True)
class Busy:
    """A person who has a booked interview at that time."""

    user_id: int
    name: str
    interview_id: int
    starts_at: datetime
    ends_at: datetime

    def meets(self, starts_at: datetime, minutes: int) -> bool:
        """Return whether the two overlap; one that starts when the other ends doesn't."""
        return self.starts_at < starts_at + timedelta(minutes=minutes) and starts_at < self.ends_at


def busy(
    user_ids: Collection[int] | Select[int], starts: Collection[datetime], *, besides: int | None = None
) -> list[Busy]:
    """Return the booked interviews of these people around those times, in one query; ``besides`` is left out.

    The people may be given as a subquery for their ids.
    """
    if not starts:
        return []
    statement = (
        select(User.id, User.name, Interview.id, Interview.starts_at, Interview.minutes)
        .join(Interviewer, Interviewer.user_id == User.id)
        .join(Interview, Interview.id == Interviewer.interview_id)
        .where(
            Interview.state == BOOKED,
            Interview.starts_at > min(starts) - MAX_LENGTH,
            Interview.starts_at < max(starts) + MAX_LENGTH,
            Interviewer.user_id.in_(user_ids),
        )
        .order_by(User.name)
    )
    if besides is not None:
        statement = statement.where(Interview.id != besides)
    return [
        Busy(user_id, name, number, at, at + timedelta(minutes=minutes))
        for user_id, name, number, at, minutes in db.session.execute(statement)
        if at
    ]


def clashes_of(interviews: Sequence[Interview]) -> dict[int, list[tuple[str, datetime]]]:
    """Return, for each offered or booked interview, the participants with another interview at one of its times.

    Past times are left out. One query.
    """
    live = {interview.id: interview for interview in interviews if interview.state in (OFFERED, BOOKED)}
    people = {number: {person.user_id for person in interview.interviewers} for number, interview in live.items()}
    ahead = now() - MAX_LENGTH
    starts = {number: [at for at in times_of(interview) if at > ahead] for number, interview in live.items()}
    taken = busy(set().union(*people.values()), [at for given in starts.values() for at in given])
    return {
        number: [
            (other.name, at)
            for at in starts[number]
            for other in taken
            if other.interview_id != number and other.user_id in people[number] and other.meets(at, interview.minutes)
        ]
        for number, interview in live.items()
    }


def times_of(interview: Interview) -> list[datetime]:
    """Return the booked time; before booking, the offered times."""
    return [interview.starts_at] if interview.starts_at else [slot.starts_at for slot in interview.slots]


def open_slots(interview: Interview) -> list[InterviewSlot]:
    """Return the offered times that can still be booked: in the future, with all participants free."""
    ahead = [slot for slot in interview.slots if slot.starts_at > now()]
    people = [interviewer.user_id for interviewer in interview.interviewers]
    taken = busy(people, [slot.starts_at for slot in ahead], besides=interview.id)
    return [slot for slot in ahead if not any(busy.meets(slot.starts_at, interview.minutes) for busy in taken)]


def also_offered(
    application_id: int, user_ids: Collection[int], starts: Collection[datetime], minutes: int
) -> Sequence[str]:
    """Return the names of those people who are offered to another application at one of these times."""
    if not starts:
        return []
    statement = (
        select(User.name, InterviewSlot.starts_at, Interview.minutes)
        .join(Interviewer, Interviewer.user_id == User.id)
        .join(Interview, Interview.id == Interviewer.interview_id)
        .join(InterviewSlot, InterviewSlot.interview_id == Interview.id)
        .where(
            Interview.state == OFFERED,
            Interview.application_id != application_id,
            InterviewSlot.starts_at > min(starts) - MAX_LENGTH,
            InterviewSlot.starts_at < max(starts) + MAX_LENGTH,
            Interviewer.user_id.in_(user_ids),
        )
    )
    length = timedelta(minutes=minutes)
    return sorted(
        {
            name
            for name, at, other in db.session.execute(statement)
            for start in starts
            if at < start + length and start < at + timedelta(minutes=other)
        }
    )


def interviews_of_inactive_candidates(limit: int) -> Sequence[Interview]:
    """Return upcoming booked interviews of rejected or withdrawn candidates whose decision can no longer be undone."""
    statement = _whole(select(Interview)).join(Application, Application.id == Interview.application_id)
    not_undoable = ~exists().where(
        Message.application_id == Application.id, Message.state == WAITING, Message.decision_id.is_not(None)
    )
    statement = statement.where(
        Interview.state == BOOKED,
        Interview.starts_at > now(),
        Application.disposition.in_((REJECTED, WITHDRAWN)),
        not_undoable,
    )
    return db.session.scalars(statement.order_by(Interview.starts_at, Interview.id).limit(limit)).all()


def _whole(statement: Select[Interview]) -> Select[Interview]:
    application = joinedload(Interview.application, innerjoin=True)
    loaded = statement.options(
        application.joinedload(Application.posting, innerjoin=True),
        selectinload(Interview.slots),
        selectinload(Interview.interviewers),
    )
    return loaded.execution_options(populate_existing=True)
