"""Whether anything has ever used a stage or a reason. Asked before one is deleted, which happens once in a while:

what happened since it was added is looked through.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, cast, select

from careers.applications.event_kinds import EventKind
from careers.applications.models import Application, Event
from careers.database import db
from careers.pipeline.message_templates.models import MessageTemplate


def stage_use(key: str, since: datetime | None) -> str:
    """What of this room uses a stage, in a sentence; empty for nothing."""
    if db.session.scalar(select(MessageTemplate.id).where(MessageTemplate.stage == key).limit(1)):
        return "A message template is suggested for it."
    here = select(Application.id).where(Application.stage == key).limit(1)
    if db.session.scalar(here) or _is_told_of(EventKind.STAGE_MOVED, key, since):
        return "Applications have been in it."
    return ""


def is_reason_used(kind: str, key: str, since: datetime | None) -> bool:
    """Whether an application ended for this reason, even if that was taken back."""
    ended = Application.disposition == kind, Application.disposition_reason == key
    if db.session.scalar(select(Application.id).where(*ended).limit(1)):
        return True
    return _is_told_of(kind, key, since)


def _is_told_of(kind: str, key: str, since: datetime | None) -> bool:
    # Of all that the JSON holds, the key stands in quotation marks: what else might be written so keeps it as well.
    told = select(Event.id).where(
        Event.kind == kind, cast(Event.details, String).contains(f'"{key}"', autoescape=True)
    )
    if since is not None:
        told = told.where(Event.at >= since)
    return db.session.scalar(told.limit(1)) is not None
