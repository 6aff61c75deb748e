"""Reading bulks: one with its items a page at a time, the newest ones, what is due, what holds an application."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, load_only

from careers.applications.models import Application
from careers.clock import now
from careers.database import db
from careers.desk.bulk_actions.models import DRAFT, PLANNED, RUNNING, WAITING, Bulk, BulkItem
from careers.postings.models import CLOSED, Posting

PAGE_SIZE = 50
MAX_BULKS = 100
KEEP_DRAFTS = timedelta(days=1)


def bulk_by_id(bulk_id: int) -> Bulk:
    """The bulk; 404 where there is none."""
    return db.session.get(Bulk, bulk_id, populate_existing=True) or abort(404)


def newest_bulks() -> Sequence[Bulk]:
    """The bulks that were confirmed, newest first."""
    statement = select(Bulk).where(Bulk.state != DRAFT).order_by(Bulk.id.desc()).limit(MAX_BULKS)
    return db.session.scalars(statement).all()


def item_counts(bulk_ids: Collection[int]) -> Mapping[int, Mapping[str, int]]:
    """For each bulk how many items are planned, refused and done."""
    statement = (
        select(BulkItem.bulk_id, BulkItem.state, func.count())
        .where(BulkItem.bulk_id.in_(bulk_ids))
        .group_by(BulkItem.bulk_id, BulkItem.state)
    )
    found: dict[int, dict[str, int]] = {number: {} for number in bulk_ids}
    for number, state, count in db.session.execute(statement):
        found[number][state] = count
    return found


def items_of(
    bulk_id: int, after: int = 0, limit: int = PAGE_SIZE, state: str | None = None
) -> Sequence[BulkItem]:
    """Some items with their applications and postings, in the order of the applications' ids."""
    statement = select(BulkItem).where(BulkItem.bulk_id == bulk_id, BulkItem.application_id > after)
    if state is not None:
        statement = statement.where(BulkItem.state == state)
    posting = joinedload(Application.posting, innerjoin=True).options(
        load_only(Posting.id, Posting.title, Posting.stages)
    )
    loaded = statement.options(joinedload(BulkItem.application, innerjoin=True).options(posting))
    fresh = loaded.execution_options(populate_existing=True)
    return db.session.scalars(fresh.order_by(BulkItem.application_id).limit(limit)).all()


def remaining_count(bulk_id: int) -> int:
    """How many of its applications are active although their posting is closed."""
    statement = (
        select(func.count())
        .select_from(BulkItem)
        .join(Application, Application.id == BulkItem.application_id)
        .join(Posting, Posting.id == Application.posting_id)
        .where(BulkItem.bulk_id == bulk_id, Application.disposition.is_(None), Posting.state == CLOSED)
    )
    return db.session.scalar(statement) or 0


def versions_of(application_ids: Collection[int]) -> list[tuple[int, int]]:
    """(id, version) of the applications."""
    statement = select(Application.id, Application.version).where(Application.id.in_(application_ids))
    return [(row[0], row[1]) for row in db.session.execute(statement.order_by(Application.id))]


def holders_of(application_ids: Collection[int]) -> Mapping[int, Bulk]:
    """The confirmed bulk that holds each of the applications, for those that one holds."""
    statement = (
        select(BulkItem.held, Bulk)
        .join(Bulk, Bulk.id == BulkItem.bulk_id)
        .where(BulkItem.held.in_(application_ids))
    )
    return {number: bulk for number, bulk in db.session.execute(statement) if number is not None}


def planned_ids(bulk_id: int, limit: int) -> Sequence[int]:
    """The applications to which it is still to be done."""
    statement = select(BulkItem.application_id).where(BulkItem.bulk_id == bulk_id, BulkItem.state == PLANNED)
    return db.session.scalars(statement.order_by(BulkItem.application_id).limit(limit)).all()


def due_bulk_ids(at: datetime, limit: int) -> Sequence[int]:
    """Bulks whose delay is over and that are not finished."""
    statement = select(Bulk.id).where(Bulk.state.in_((WAITING, RUNNING)), Bulk.due_at <= at)
    return db.session.scalars(statement.order_by(Bulk.id).limit(limit)).all()


def old_draft_ids(limit: int) -> Sequence[int]:
    """Bulks that nobody confirmed."""
    statement = select(Bulk.id).where(Bulk.state == DRAFT, Bulk.created_at < now() - KEEP_DRAFTS)
    return db.session.scalars(statement.limit(limit)).all()
