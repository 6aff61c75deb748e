"""Whether anything has ever used a stage or a reason, checked before one is deleted."""

from datetime import datetime

from sqlalchemy import String, cast, select

from careers.applications.event_kinds import EventKind
from careers.applications.models import Application, Event
from careers.database import db
from careers.pipeline.message_templates.models import MessageTemplate


def stage_use(key: str, since: datetime | None) -> str:
    """Return what in the pipeline uses a stage, as a sentence; empty for nothing."""
    if db.session.scalar(select(MessageTemplate.id).where(MessageTemplate.stage == key).limit(1)):
        return "A message template is suggested for it."
    here = select(Application.id).where(Application.stage == key).limit(1)
    if db.session.scalar(here) or _is_told_of(EventKind.STAGE_MOVED, key, since):
        return "Applications have been in it."
    return ""


def is_reason_used(kind: str, key: str, since: datetime | None) -> bool:
    """Return whether an application was ever decided with this reason, even if that was undone."""
    ended = Application.disposition == kind, Application.disposition_reason == key
    if db.session.scalar(select(Application.id).where(*ended).limit(1)):
        return True
    return _is_told_of(kind, key, since)


def _is_told_of(kind: str, key: str, since: datetime | None) -> bool:
    # The key is in quotation marks in the JSON; a false match only keeps the stage or reason.
    uses = select(Event.id).where(Event.kind == kind, cast(Event.details, String).contains(f'"{key}"', autoescape=True))
    if since is not None:
        uses = uses.where(Event.at >= since)
    return db.session.scalar(uses.limit(1)) is not None
