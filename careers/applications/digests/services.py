"""The e-mail of the day about new applications. Nothing here commits."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from careers.accounts.models import User
from careers.applications.digests.models import DigestEntry
from careers.applications.digests.queries import entries_of
from careers.applications.models import Application
from careers.applications.telling import readers_of_last_resort
from careers.clock import now
from careers.database import db
from careers.mail.services import queue_message

DIGEST = "applications.digest"
# In the company's time zone: before the day's work begins.
HOUR = 7


def keep_for_digest(application: Application, user: User) -> None:
    """Name the application in the user's next e-mail of the day."""
    db.session.add(DigestEntry(user_id=user.id, application_id=application.id))


def last_hour(zone: str) -> datetime:
    """The last time that it was seven in the morning there: what came in before is told."""
    local = now().astimezone(ZoneInfo(zone))
    hour = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return hour if hour <= local else hour - timedelta(days=1)


def send_digest(user_id: int, before: datetime) -> None:
    """Owe one member of staff the e-mail about what came in before an hour. Doing it twice sends it once.

    Where the account was closed since, those are told who read what nobody else does.
    """
    entries = entries_of(user_id, before)
    if not entries:
        return
    user = db.session.get_one(User, user_id)
    ids = [entry.application_id for entry in entries]
    for one in [user] if user.is_active else readers_of_last_resort():
        queue_message(DIGEST, to_name=one.name, to_address=one.email, context={"application_ids": ids})
    for entry in entries:
        db.session.delete(entry)
    db.session.flush()
