"""Schedule a draft, and publish it when its time comes. Nothing here commits."""

from datetime import datetime

from careers.accounts.models import User
from careers.accounts.queries import active_users_with_role
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.mail.kinds import EmailKind
from careers.mail.services import queue_email
from careers.postings.models import DRAFT, Posting
from careers.postings.schedule.models import PostingSchedule
from careers.postings.schedule.queries import posting_to_publish, schedule_of
from careers.postings.services import WrongState, publish_posting
from careers.security import Permission, Role, is_allowed
from careers.versions import EditConflict

SCHEDULER = "the schedule"


class TimePassed(DomainError):
    """The chosen time is in the past."""

    def __init__(self) -> None:
        super().__init__("This time has passed. Choose a later one, or publish now.")


def schedule_posting(posting: Posting, at: datetime, *, pay_reason: str, version: int, by: User) -> None:
    """Schedule the draft to be published at ``at``. Missing content can be added until then.

    Raises WrongState, EditConflict, and TimePassed.
    """
    if posting.state != DRAFT:
        raise WrongState("This posting is no longer a draft.")
    if posting.version != version:
        raise EditConflict
    if at <= now():
        raise TimePassed
    db.session.merge(PostingSchedule(posting_id=posting.id, publish_at=at, pay_reason=pay_reason.strip(), by_id=by.id))
    db.session.flush()
    _record("scheduled posting", posting.id, by, at=at.isoformat())


def unschedule_posting(posting: Posting, *, by: User) -> bool:
    """Cancel the schedule; return False if there was none."""
    schedule = schedule_of(posting.id)
    if schedule is None:
        return False
    db.session.delete(schedule)
    db.session.flush()
    _record("unscheduled posting", posting.id, by)
    return True


def unschedule_after_edit(posting: Posting, *, by: User) -> bool:
    """Cancel the schedule if the editor isn't allowed to publish; return whether there was one."""
    return not is_allowed(by, Permission.PUBLISH_POSTINGS) and unschedule_posting(posting, by=by)


def publish_scheduled(posting_id: int) -> None:
    """Publish the posting if its time has come, with the usual checks.

    Running twice publishes once. Raises the same as ``publish_posting``; then roll back, and call
    ``cancel_failed_publication`` in a new transaction.
    """
    schedule, posting = _due(posting_id)
    if schedule is None or posting is None:
        return
    if posting.state == DRAFT:
        by: User | str = schedule.by or SCHEDULER
        publish_posting(posting, version=posting.version, pay_reason=schedule.pay_reason, by=by)
    db.session.delete(schedule)


def cancel_failed_publication(posting_id: int, problems: list[str]) -> None:
    """Cancel the schedule and tell HR why the posting was not published."""
    schedule, posting = _due(posting_id)
    if schedule is None or posting is None:
        return
    db.session.delete(schedule)
    for user in _recipients(schedule.by):
        queue_email(
            EmailKind.POSTING_NOT_PUBLISHED,
            to_name=user.name,
            to_address=user.email,
            context={"posting_id": posting_id, "problems": problems},
        )
    _record("could not publish posting", posting_id, SCHEDULER)


def _due(posting_id: int) -> tuple[PostingSchedule | None, Posting | None]:
    schedule = db.session.get(PostingSchedule, posting_id, with_for_update={"of": PostingSchedule})
    if schedule is None or schedule.publish_at > now():
        return None, None
    return schedule, posting_to_publish(posting_id)


def _recipients(by: User | None) -> list[User]:
    if by is not None and by.is_active and is_allowed(by, Permission.PUBLISH_POSTINGS):
        return [by]
    return [*active_users_with_role(Role.RECRUITER), *active_users_with_role(Role.ADMIN)]


def _record(action: str, posting_id: int, by: User | str, **details: str) -> None:
    record(action, by=by, kind=AuditKind.POSTING, object_id=posting_id, details=details)
