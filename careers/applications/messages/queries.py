"""Reading letters: the thread of an application, what is due, what nobody has read yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from careers.applications.messages.models import SENT, WAITING, Letter
from careers.applications.models import Application
from careers.database import db

MAX_LETTERS = 200  # of one application, on a page


def thread_of(application_id: int) -> Sequence[Letter]:
    """All letters of an application with their words, oldest first; of very many, the newest."""
    statement = select(Letter).where(Letter.application_id == application_id).options(joinedload(Letter.text))
    return db.session.scalars(statement.order_by(Letter.id.desc()).limit(MAX_LETTERS)).all()[::-1]


def sent_thread_of(application_id: int) -> Sequence[Letter]:
    """Those of them that the candidate may read."""
    return [letter for letter in thread_of(application_id) if letter.state == SENT]


def letter_with_text(letter_id: int) -> Letter | None:
    """A letter with its words, or None."""
    return db.session.scalar(select(Letter).where(Letter.id == letter_id).options(joinedload(Letter.text)))


def same_letter(application_id: int, fingerprint: str) -> Letter | None:
    """The letter that the same form with the same words made before."""
    statement = select(Letter).where(
        Letter.application_id == application_id, Letter.fingerprint == fingerprint
    )
    return db.session.scalar(statement)


def due_letter_ids(before: datetime, limit: int) -> Sequence[int]:
    """Letters whose waiting time is over, those that have waited longest first."""
    statement = select(Letter.id).where(Letter.state == WAITING, Letter.due_at <= before)
    return db.session.scalars(statement.order_by(Letter.due_at, Letter.id).limit(limit)).all()


def replies_since(application_id: int, since: datetime) -> int:
    """How many replies have come since then."""
    statement = select(func.count()).select_from(Letter)
    recent = Letter.application_id == application_id, Letter.is_reply, Letter.created_at > since
    return db.session.scalar(statement.where(*recent)) or 0


def last_letter_to_candidate(application_id: int) -> Letter | None:
    """The newest letter that went out to the candidate."""
    conditions = Letter.application_id == application_id, ~Letter.is_reply, Letter.state == SENT
    return db.session.scalar(select(Letter).where(*conditions).order_by(Letter.id.desc()).limit(1))


def seems_active(application: Application) -> bool:
    """Whether the candidate has no reason to think that it is settled: a decision counts once its message is out."""
    return application.is_active or waiting_decision_letter(application.id) is not None


def waiting_decision_letter(application_id: int) -> Letter | None:
    """The letter that tells a decision and has not gone out yet."""
    conditions = (
        Letter.application_id == application_id,
        Letter.state == WAITING,
        Letter.decision_id.is_not(None),
    )
    return db.session.scalar(select(Letter).where(*conditions).order_by(Letter.id.desc()).limit(1))
