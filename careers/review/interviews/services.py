"""Offer, book, change, and cancel interviews; everyone involved is emailed. Nothing here commits.

Whatever books a time first locks the participants' rows in the order of their ids: of two bookings for one person the
second waits, and then sees the first.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from careers.accounts.models import User
from careers.accounts.queries import user_by_id
from careers.applications.event_kinds import EventKind
from careers.applications.messages.queries import seems_active
from careers.applications.models import Application
from careers.applications.services import record_candidate_event as add_candidate_event
from careers.applications.tokens import new_token, sealed, token_hash
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.mail.kinds import EmailKind
from careers.mail.services import queue_email
from careers.pipeline.events.services import add_event, add_system_event
from careers.pipeline.notifications.recipients import immediate_recipients
from careers.review.interviews.calendar import CANCEL, REQUEST
from careers.review.interviews.models import (
    BOOKED,
    CANCELED,
    DECLINED,
    OFFERED,
    Interview,
    Interviewer,
    InterviewSlot,
)
from careers.review.interviews.queries import CHANGED, busy, last_mover_id, open_slots
from careers.tasks import enqueue
from careers.tasks.names import TaskName
from careers.versions import EditConflict, claim

REMINDER_LEAD_TIME = timedelta(days=1)
CANDIDATE, STAFF = "candidate", "staff"


class SlotTaken(DomainError):
    """The time can no longer be booked."""

    def __init__(self) -> None:
        super().__init__("Someone else just took this time. Choose another one.")


class OfferExpired(DomainError):
    """The offer has ended."""

    def __init__(self) -> None:
        super().__init__("These times are no longer available, so nothing was changed.")


class NoInterviewers(DomainError):
    """The interview has no participants."""

    def __init__(self) -> None:
        super().__init__("You can’t schedule an interview because this application isn’t active. Reopen it first.")


class ChangedAgain(DomainError):
    """The interview was rescheduled again since the candidate's page was shown."""

    def __init__(self) -> None:
        super().__init__("The time has changed again. See the new one below.")


class Clash(DomainError):
    """A participant has another interview at that time."""


@dataclass(frozen=True)
class Plan:
    """The details of an interview. ``starts`` are the offered times, or the single time of a booked one."""

    title: str
    place: str
    minutes: int
    interviewer_ids: tuple[int, ...]
    starts: tuple[datetime, ...]
    note: str = ""
    # The key of an offer's form: the same details from the same form are one offer.
    form_key: str = ""


def offer_interview(application: Application, plan: Plan, *, by: User) -> Interview:
    """Offer times to a candidate, who gets an email with a link to choose one. Raises Clash and NoInterviewers.

    Submitting the same form twice is one offer. Raises OfferExpired if that offer has been canceled since.
    """
    uid = _uid_of(application, plan)
    known = db.session.scalar(select(Interview).where(Interview.uid == uid))
    if known is not None and known.state not in (OFFERED, BOOKED):
        raise OfferExpired
    if known is not None:
        return known
    if not application.is_active:
        raise NoInterviewers
    _require_free(plan)
    token = new_token()
    interview = Interview(
        application_id=application.id,
        posting_id=application.posting_id,
        title=plan.title,
        place=plan.place,
        note=plan.note,
        minutes=plan.minutes,
        uid=uid,
        token_hash=token_hash(token),
        sealed_token=sealed(token),
        created_by_id=by.id,
        slots=[InterviewSlot(starts_at=at) for at in plan.starts],
        interviewers=[Interviewer(user_id=number) for number in plan.interviewer_ids],
    )
    db.session.add(interview)
    db.session.flush()
    add_event(application, EventKind.INTERVIEW_OFFERED, by, {"name": plan.title})
    _mail(EmailKind.INTERVIEW_OFFERED, interview, application.name, application.email)
    return interview


def choose_slot(interview: Interview, slot_id: int) -> None:
    """Book one of the offered times for the candidate. Raises SlotTaken and OfferExpired.

    Choosing the booked time again changes nothing.
    """
    slot = next((slot for slot in interview.slots if slot.id == slot_id), None)
    if interview.state == BOOKED and slot is not None and slot.starts_at == interview.starts_at:
        return
    if interview.state != OFFERED or slot is None or not seems_active(interview.application):
        raise OfferExpired
    _hold([interviewer.user_id for interviewer in interview.interviewers])
    if slot not in open_slots(interview):
        raise SlotTaken
    # A single statement: if two people choose at once, one succeeds.
    claim(
        interview,
        None,
        Interview.state == OFFERED,
        error=OfferExpired,
        state=BOOKED,
        starts_at=slot.starts_at,
    )
    add_candidate_event(interview.application, EventKind.INTERVIEW_BOOKED, {"name": interview.title})
    _invite(interview)


def refuse(interview: Interview, *, said: str = "") -> None:
    """Decline for the candidate: none of the times works, or the booked one no longer does. Raises OfferExpired.

    The colleagues who offered and last rescheduled it are emailed, as is everyone with a calendar entry.
    """
    was = interview.state
    if was not in (OFFERED, BOOKED) or interview.is_past or not seems_active(interview.application):
        raise OfferExpired
    starts_at = interview.starts_at
    claim(
        interview,
        None,
        Interview.state == was,
        error=OfferExpired,
        state=DECLINED,
        sequence=interview.sequence + 1,
    )
    details = {"name": interview.title} | ({"said": said} if said else {})
    add_candidate_event(interview.application, EventKind.INTERVIEW_REFUSED, details)
    if was == BOOKED and starts_at is not None:
        _call_off(
            interview,
            starts_at,
            [interviewer.user for interviewer in interview.interviewers],
            tell_candidate=True,
        )
    for name, address in _told_of_refusal(interview):
        _mail(EmailKind.INTERVIEW_DECLINED, interview, name, address, to=STAFF)


def agree(interview: Interview, sequence: int) -> None:
    """Accept the new time of a rescheduled interview. Raises ChangedAgain and OfferExpired.

    ``sequence`` is that of the time the candidate saw; accepting twice is accepting once.
    """
    if interview.state != BOOKED or interview.is_past or not seems_active(interview.application):
        raise OfferExpired
    if interview.sequence != sequence:
        raise ChangedAgain
    if interview.rescheduled_from is None:
        return
    seen = Interview.state == BOOKED, Interview.sequence == sequence
    claim(interview, None, *seen, error=ChangedAgain, rescheduled_from=None)
    add_candidate_event(interview.application, EventKind.INTERVIEW_AGREED, {"name": interview.title})


def change_interview(interview: Interview, plan: Plan, *, version: int, by: User) -> None:
    """Change a booked interview and update everyone's calendar. Raises EditConflict and Clash.

    If the time differs from the one the candidate accepted, the candidate is asked to accept it.
    """
    if interview.state != BOOKED or interview.starts_at is None:
        raise EditConflict
    before = {interviewer.user_id: interviewer.user for interviewer in interview.interviewers}
    starts_at = interview.starts_at
    agreed = interview.rescheduled_from or starts_at
    _hold(sorted({*before, *plan.interviewer_ids}))
    _require_free(plan, besides=interview.id)
    values: dict[str, Any] = {
        "title": plan.title,
        "place": plan.place,
        "minutes": plan.minutes,
        "starts_at": plan.starts[0],
        "rescheduled_from": agreed if agreed != plan.starts[0] else None,
        "sequence": interview.sequence + 1,
    }
    claim(interview, version, Interview.state == BOOKED, **values)
    gone = [user for number, user in before.items() if number not in plan.interviewer_ids]
    interview.interviewers = [
        interviewer for interviewer in interview.interviewers if interviewer.user_id in plan.interviewer_ids
    ]
    interview.interviewers += [Interviewer(user_id=number) for number in plan.interviewer_ids if number not in before]
    db.session.flush()
    details = {"name": plan.title, "interview": interview.id, "is_moved": starts_at != plan.starts[0]}
    add_event(interview.application, CHANGED, by, details)
    _call_off(interview, starts_at, gone, tell_candidate=False)
    _invite(interview, was=starts_at)


def cancel_interview(interview: Interview, *, version: int, by: User) -> None:
    """Cancel an offered or booked interview. Raises EditConflict and OfferExpired."""
    was, starts_at = interview.state, interview.starts_at
    if was not in (OFFERED, BOOKED):
        raise EditConflict
    if interview.is_past:
        raise OfferExpired
    sequence = interview.sequence + 1
    claim(interview, version, Interview.state == was, state=CANCELED, sequence=sequence)
    add_event(interview.application, EventKind.INTERVIEW_CANCELED, by, {"name": interview.title})
    people = [interviewer.user for interviewer in interview.interviewers] if was == BOOKED else []
    _call_off(interview, starts_at, people, tell_candidate=True)


def end_after_decision(interview: Interview) -> None:
    """Cancel the booked interview of a rejected or withdrawn candidate. Raises EditConflict."""
    starts_at, sequence = interview.starts_at, interview.sequence + 1
    claim(interview, interview.version, Interview.state == BOOKED, state=CANCELED, sequence=sequence)
    add_system_event(interview.application, EventKind.INTERVIEW_CANCELED, {"name": interview.title})
    _call_off(
        interview,
        starts_at,
        [interviewer.user for interviewer in interview.interviewers],
        tell_candidate=True,
    )


def remind(interview: Interview, sequence: int) -> None:
    """Remind everyone a day before; do nothing if the interview changed since, because that queued another reminder.

    Also do nothing if it has begun, which happens if the worker was down.
    """
    if interview.state != BOOKED or interview.sequence != sequence or not interview.application.is_active:
        return
    if interview.starts_at is None or interview.starts_at <= now():
        return
    _mail(EmailKind.INTERVIEW_REMINDER, interview, interview.application.name, interview.application.email)
    for interviewer in interview.interviewers:
        _mail_colleague(EmailKind.INTERVIEW_REMINDER, interview, interviewer.user)


def _uid_of(application: Application, plan: Plan) -> str:
    key = plan.form_key or secrets.token_hex(24)
    return sha256(repr((application.id, key, plan)).encode("utf-8", "replace")).hexdigest()[:48]


def _require_free(plan: Plan, *, besides: int | None = None) -> None:
    taken = busy(plan.interviewer_ids, plan.starts, besides=besides)
    names = sorted({busy.name for at in plan.starts for busy in taken if busy.meets(at, plan.minutes)})
    if names:
        raise Clash(f"Already in another interview at one of these times: {', '.join(names)}.")


def _hold(user_ids: Collection[int]) -> None:
    db.session.execute(select(User.id).where(User.id.in_(user_ids)).order_by(User.id).with_for_update())


def _invite(interview: Interview, *, was: datetime | None = None) -> None:
    """Email everyone the time; ``was`` is the previous one, if staff changed it."""
    assert interview.starts_at is not None  # noqa: S101  # nosec B101  (a booked one has a time)
    application = interview.application
    at = _snapshot(interview, REQUEST, interview.starts_at)
    if was is not None:
        at |= {"was": was.isoformat(), "asks": interview.rescheduled_from is not None}
    _mail(EmailKind.INTERVIEW_BOOKED, interview, application.name, application.email, **at)
    people = db.session.scalars(
        select(User).where(User.id.in_([interviewer.user_id for interviewer in interview.interviewers]))
    )
    for user in people:
        _mail_colleague(EmailKind.INTERVIEW_BOOKED, interview, user, **at)
    remind_at = interview.starts_at - REMINDER_LEAD_TIME
    if remind_at > now():
        enqueue(
            TaskName.REMIND_OF_INTERVIEW,
            {"interview_id": interview.id, "sequence": interview.sequence},
            run_at=remind_at,
        )


def _call_off(
    interview: Interview, starts_at: datetime | None, people: Sequence[User], *, tell_candidate: bool
) -> None:
    at = _snapshot(interview, CANCEL, starts_at) if starts_at else {}
    if tell_candidate:
        _mail(
            EmailKind.INTERVIEW_CANCELED,
            interview,
            interview.application.name,
            interview.application.email,
            **at,
        )
    for user in people:
        _mail_colleague(EmailKind.INTERVIEW_CANCELED, interview, user, **at)


def _snapshot(interview: Interview, method: str, starts_at: datetime) -> dict[str, Any]:
    # The calendar data belongs to this change, whatever else changes before the email is sent.
    return {
        "method": method,
        "sequence": interview.sequence,
        "starts_at": starts_at.isoformat(),
        "minutes": interview.minutes,
        "place": interview.place,
    }


def _mail(kind: str, interview: Interview, name: str, address: str, to: str = CANDIDATE, **context: Any) -> None:
    queue_email(
        kind,
        to_name=name,
        to_address=address,
        context={"interview_id": interview.id, "to": to, **context},
        application_id=interview.application_id,
    )


def _mail_colleague(kind: str, interview: Interview, user: User, **context: Any) -> None:
    # Former staff get no more emails about candidates, although their name stays in the interview.
    if user.is_active:
        _mail(kind, interview, user.name, user.email, to=STAFF, **context)


def _told_of_refusal(interview: Interview) -> list[tuple[str, str]]:
    """Return who last rescheduled it and who offered it, if still active; else the participants; else the team."""
    numbers = dict.fromkeys([last_mover_id(interview), interview.created_by_id])
    people = [user for user in (user_by_id(number) for number in numbers if number) if user]
    people = people or [interviewer.user for interviewer in interview.interviewers if interviewer.user.is_active]
    recipients = people or immediate_recipients(interview.application.posting_id)
    return [(person.name, person.email) for person in recipients]
