"""Read bulk actions: one with its items page by page, the newest, those due, and what reserves an application."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, load_only

from careers.applications.models import Application
from careers.clock import now
from careers.database import db
from careers.desk.bulk_actions.models import DRAFT, PLANNED, RUNNING, WAITING, BulkAction, BulkActionItem
from careers.postings.models import CLOSED, Posting

PAGE_SIZE = 50
MAX_BULK_ACTIONS = 100
KEEP_DRAFTS = timedelta(days=1)


def bulk_action_by_id(bulk_action_id: int) -> BulkAction:
    """Return the bulk action, or 404."""
    return db.session.get(BulkAction, bulk_action_id, populate_existing=True) or abort(404)


def newest_bulk_actions() -> Sequence[BulkAction]:
    """Return the confirmed bulk actions, newest first."""
    statement = (
        select(BulkAction).where(BulkAction.state != DRAFT).order_by(BulkAction.id.desc()).limit(MAX_BULK_ACTIONS)
    )
    return db.session.scalars(statement).all()


def item_counts(bulk_action_ids: Collection[int]) -> Mapping[int, Mapping[str, int]]:
    """Return, for each bulk action, how many items are planned, refused, and done."""
    statement = (
        select(BulkActionItem.bulk_action_id, BulkActionItem.state, func.count())
        .where(BulkActionItem.bulk_action_id.in_(bulk_action_ids))
        .group_by(BulkActionItem.bulk_action_id, BulkActionItem.state)
    )
    found: dict[int, dict[str, int]] = {number: {} for number in bulk_action_ids}
    for number, state, count in db.session.execute(statement):
        found[number][state] = count
    return found


def items_of(
    bulk_action_id: int, after: int = 0, limit: int = PAGE_SIZE, state: str | None = None
) -> Sequence[BulkActionItem]:
    """Return items with their applications and postings, ordered by application id, after the id ``after``."""
    statement = select(BulkActionItem).where(
        BulkActionItem.bulk_action_id == bulk_action_id, BulkActionItem.application_id > after
    )
    if state is not None:
        statement = statement.where(BulkActionItem.state == state)
    posting = joinedload(Application.posting, innerjoin=True).options(
        load_only(Posting.id, Posting.title, Posting.stages)
    )
    loaded = statement.options(joinedload(BulkActionItem.application, innerjoin=True).options(posting))
    fresh = loaded.execution_options(populate_existing=True)
    return db.session.scalars(fresh.order_by(BulkActionItem.application_id).limit(limit)).all()


def remaining_count(bulk_action_id: int) -> int:
    """Return how many of its applications are active although their posting is closed."""
    statement = (
        select(func.count())
        .select_from(BulkActionItem)
        .join(Application, Application.id == BulkActionItem.application_id)
        .join(Posting, Posting.id == Application.posting_id)
        .where(
            BulkActionItem.bulk_action_id == bulk_action_id,
            Application.disposition.is_(None),
            Posting.state == CLOSED,
        )
    )
    return db.session.scalar(statement) or 0


def versions_of(application_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return (id, version) of the applications."""
    statement = select(Application.id, Application.version).where(Application.id.in_(application_ids))
    return [(row[0], row[1]) for row in db.session.execute(statement.order_by(Application.id))]


def holders_of(application_ids: Collection[int]) -> Mapping[int, BulkAction]:
    """Return the confirmed bulk action that holds each application, for those that are held."""
    statement = (
        select(BulkActionItem.reserved_application_id, BulkAction)
        .join(BulkAction, BulkAction.id == BulkActionItem.bulk_action_id)
        .where(BulkActionItem.reserved_application_id.in_(application_ids))
    )
    return {number: bulk_action for number, bulk_action in db.session.execute(statement) if number is not None}


def planned_ids(bulk_action_id: int, limit: int) -> Sequence[int]:
    """Return the ids of applications that are still to be processed."""
    statement = select(BulkActionItem.application_id).where(
        BulkActionItem.bulk_action_id == bulk_action_id, BulkActionItem.state == PLANNED
    )
    return db.session.scalars(statement.order_by(BulkActionItem.application_id).limit(limit)).all()


def due_bulk_ids(at: datetime, limit: int) -> Sequence[int]:
    """Return the ids of unfinished bulk actions whose delay is over."""
    statement = select(BulkAction.id).where(BulkAction.state.in_((WAITING, RUNNING)), BulkAction.due_at <= at)
    return db.session.scalars(statement.order_by(BulkAction.id).limit(limit)).all()


def old_draft_ids(limit: int) -> Sequence[int]:
    """Return the ids of bulk actions that nobody confirmed."""
    statement = select(BulkAction.id).where(BulkAction.state == DRAFT, BulkAction.created_at < now() - KEEP_DRAFTS)
    return db.session.scalars(statement.limit(limit)).all()
