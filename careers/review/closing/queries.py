"""Find applicants without a reply when a posting is closed."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, load_only

from careers.applications.messages.models import RETRACTED, Message
from careers.applications.models import Application
from careers.database import db
from careers.postings.models import Posting

MAX_AT_ONCE = 100  # applicants on one screen, settled in one transaction; each is a field of its form


def unanswered_by_posting(posting_ids: Collection[int]) -> Mapping[int, int]:
    """Return the number of applicants with neither a disposition nor a message, for each posting that has any."""
    statement = select(Application.posting_id, func.count()).where(
        Application.posting_id.in_(posting_ids), *_is_unanswered()
    )
    return {row[0]: row[1] for row in db.session.execute(statement.group_by(Application.posting_id))}


def unanswered_of(posting_id: int) -> Sequence[Application]:
    """Return the posting's active applications without a message, oldest first."""
    return db.session.scalars(_rows(posting_id).where(*_is_unanswered()).limit(MAX_AT_ONCE)).all()


def ids_with_messages(posting_id: int, limit: int) -> Sequence[Application]:
    """Return the ids of the posting's active applications with a message, oldest first."""
    written = Application.disposition.is_(None), _message().exists()
    return db.session.scalars(_rows(posting_id).where(*written).limit(limit)).all()


def _rows(posting_id: int) -> Select[Application]:
    posting = joinedload(Application.posting, innerjoin=True).options(
        load_only(Posting.id, Posting.title, Posting.stages, Posting.blind_review)
    )
    statement = select(Application).where(Application.posting_id == posting_id).options(posting)
    return statement.order_by(Application.id).execution_options(populate_existing=True)


def _is_unanswered() -> tuple[ColumnElement[bool], ...]:
    return Application.disposition.is_(None), ~_message().exists()


def _message() -> Select[int]:
    return select(Message.id).where(
        Message.application_id == Application.id, ~Message.is_reply, Message.state != RETRACTED
    )
