"""The daily digest of new applications. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import now, to_local
from careers.database import db
from careers.mail.kinds import EmailKind
from careers.mail.services import queue_email
from careers.pipeline.notifications.digest_queries import (
    entries_of,
    ids_by_posting,
    ids_known_to,
    ids_notified,
)
from careers.pipeline.notifications.models import DigestEntry
from careers.pipeline.notifications.recipients import fallback_recipients
from careers.postings.queries import members_to_notify

# In the company's time zone, before the working day starts.
DIGEST_HOUR = 7
REMEMBERED_FOR = timedelta(days=30)


def add_to_digest(application: Application, user: User) -> None:
    """Add the application to the user's next digest."""
    db.session.add(DigestEntry(user_id=user.id, application_id=application.id))


def last_hour(zone: str) -> datetime:
    """Return the last 7 a.m. in the time zone: the digest covers what arrived before."""
    local = to_local(now(), zone)
    hour = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return hour if hour <= local else hour - timedelta(days=1)


def send_digest(user_id: int, before: datetime) -> None:
    """Queue a user's digest of what arrived before the given time. Repeating it sends one email.

    If the account was deactivated since, the fallback recipients are notified instead. Applications of a team that
    the user has left go to the current team, unless someone was already notified. Nobody is notified twice.
    """
    entries = entries_of(user_id, before)
    if not entries:
        return
    owed = _owed(db.session.get_one(User, user_id), entries)
    for entry in entries:
        db.session.delete(entry)
    db.session.flush()
    for recipient, ids in owed.items():
        queue_email(
            EmailKind.DAILY_DIGEST,
            to_name=recipient.name,
            to_address=recipient.email,
            context={"application_ids": ids},
        )
        db.session.add_all(DigestEntry(user_id=recipient.id, application_id=number, sent_at=now()) for number in ids)
    db.session.flush()


def sweep() -> None:
    """Delete entries that were sent so long ago that no colleague can still need them."""
    db.session.execute(delete(DigestEntry).where(DigestEntry.sent_at < now() - REMEMBERED_FOR))


def _owed(user: User, entries: Sequence[DigestEntry]) -> dict[User, list[int]]:
    owed: dict[User, list[int]] = {}
    for posting_id, ids in ids_by_posting([entry.application_id for entry in entries]).items():
        team = [member.user for member in members_to_notify(posting_id)]
        has_left = user.is_active and user not in team
        notified = ids_notified(ids, without=user.id) if has_left else set()
        readers = (team if has_left else [user] if user.is_active else []) or fallback_recipients()
        for reader in readers:
            known = notified | (ids_known_to(reader.id, ids) if reader is not user else set())
            owed.setdefault(reader, []).extend(application_id for application_id in ids if application_id not in known)
    return {reader: ids for reader, ids in owed.items() if ids}
