"""Making, planning, confirming, undoing and doing a bulk. Nothing here commits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, update

from careers.accounts.models import User
from careers.accounts.queries import user_by_id
from careers.applications.messages.services import MAX_SUBJECT_LENGTH
from careers.applications.models import Application
from careers.audit.services import record
from careers.clock import now
from careers.database import db
from careers.desk.bulk_actions import queries
from careers.desk.bulk_actions.kinds import KINDS, VERSIONED, Options
from careers.desk.bulk_actions.models import (
    DONE,
    DRAFT,
    PLANNED,
    REFUSED,
    REJECT,
    RUNNING,
    UNDONE,
    WAITING,
    Bulk,
    BulkItem,
)
from careers.errors import DomainError
from careers.formatting import format_datetime
from careers.mail.composition import header_line
from careers.pipeline.decisions.services import UndoExpired
from careers.pipeline.message_templates.merge_fields import UnfilledFields, fill_in, values_for
from careers.security import Permission, is_allowed
from careers.tasks import enqueue

MAX_ITEMS = 500
RUN = "review.run_bulk"
CHANGED = "Someone changed it after you selected it."
MAX_PROBLEM_LENGTH = 1000
AS_ROWS: dict[str, Any] = {"synchronize_session": False}


class NothingSelected(DomainError):
    """No application was selected, or none that is there."""

    def __init__(self) -> None:
        super().__init__("Select at least one application.")


class AllInOtherBulkActions(DomainError):
    """Nothing is left to be done."""

    def __init__(self, why: str) -> None:
        super().__init__(f"None of these can be changed. {why}".strip())


class BulkChanged(DomainError):
    """Somebody else changed, confirmed or undid it after the page was read."""

    def __init__(self) -> None:
        super().__init__(
            "Someone else just changed or confirmed this bulk action. Here is the current version."
        )


def make_bulk(kind: str, application_ids: Collection[int], *, by: User) -> Bulk:
    """Begin a bulk with the applications as they are now. Raises NothingSelected."""
    versions = queries.versions_of(application_ids)
    if not versions:
        raise NothingSelected
    bulk = Bulk(kind=kind, made_by_id=by.id, made_by_name=by.name)
    db.session.add(bulk)
    db.session.flush()
    db.session.add_all(
        BulkItem(bulk_id=bulk.id, application_id=number, version=version) for number, version in versions
    )
    db.session.flush()
    return bulk


def plan_bulk(bulk: Bulk, options: Options, *, version: int, by: User) -> None:
    """Say what is to be done, and find out for each application what stands in its way. Raises BulkChanged.

    What is found, the words of each message included, is kept: it is what will be done, or nothing.
    """
    _turn(bulk, version, options=dict(options), made_by_id=by.id, made_by_name=by.name)
    items = queries.items_of(bulk.id, limit=MAX_ITEMS)
    holders = queries.holders_of([item.application_id for item in items])
    for item in items:
        item.subject = item.body = ""
        item.problem = _problem(bulk, item, options, by, holders.get(item.application_id))[
            :MAX_PROBLEM_LENGTH
        ]
        item.state = REFUSED if item.problem else PLANNED
    db.session.flush()


def confirm_bulk(bulk: Bulk, *, version: int, delay: timedelta, by: User) -> None:
    """Have it done after ``delay``. Raises BulkChanged, AllTaken.

    From now on it holds its applications. One that another bulk took first is refused here; the unique hold sees to
    it that of two at the same moment one wins: run it by ``in_transaction``.
    """
    if not bulk.options:
        raise BulkChanged
    due = now() + delay
    _turn(bulk, version, state=WAITING, due_at=due, made_by_id=by.id, made_by_name=by.name)
    planned = queries.planned_ids(bulk.id, MAX_ITEMS)
    why = {number: _held_by(holder) for number, holder in queries.holders_of(planned).items()}
    for number, sentence in why.items():
        _mark(bulk, number, REFUSED, problem=sentence)
    free = BulkItem.bulk_id == bulk.id, BulkItem.state == PLANNED
    if not _rows(update(BulkItem).where(*free).values(held=BulkItem.application_id)):
        raise AllInOtherBulkActions(next(iter(why.values()), ""))
    record("confirmed bulk action", by=by, kind="bulk", object_id=bulk.id, details={"kind": bulk.kind})
    enqueue(RUN, {"bulk_id": bulk.id}, run_at=due, unique_key=f"{RUN}:{bulk.id}")


def undo_bulk(bulk: Bulk, *, by: User) -> None:
    """Take it back before any of it is done. Raises TooLate."""
    if not _rows(_waiting(bulk).values(state=UNDONE, finished_at=now())):
        raise UndoExpired
    let_go = update(BulkItem).where(BulkItem.bulk_id == bulk.id)
    db.session.execute(let_go.values(held=None, subject="", body="").execution_options(**AS_ROWS))
    record("undid bulk action", by=by, kind="bulk", object_id=bulk.id, details={"kind": bulk.kind})


def run_bulk_now(bulk: Bulk, *, by: User) -> None:
    """Have it done now instead of later. Raises TooLate."""
    if not _rows(_waiting(bulk).values(due_at=now())):
        raise UndoExpired
    record("ran bulk action early", by=by, kind="bulk", object_id=bulk.id)
    enqueue(RUN, {"bulk_id": bulk.id}, unique_key=f"{RUN}:{bulk.id}")


def begin_bulk(bulk_id: int) -> bool:
    """Start a bulk whose delay is over; False where it was undone, or is finished, or must still wait."""
    due = Bulk.id == bulk_id, Bulk.state.in_((WAITING, RUNNING)), Bulk.due_at <= now()
    return _rows(update(Bulk).where(*due).values(state=RUNNING)) == 1


def do_item(bulk: Bulk, item: BulkItem, application: Application) -> None:
    """Do it to one application; the item is done in the same transaction, so never twice. Raises DomainError."""
    if not _mark(bulk, item.application_id, DONE, subject="", body=""):
        return
    by = user_by_id(bulk.made_by_id) if bulk.made_by_id else None
    if by is None or not is_allowed(by, Permission.BULK):
        raise DomainError(f"{bulk.made_by_name} no longer has permission to do this.")
    if bulk.kind in VERSIONED and application.version != item.version:
        raise DomainError(CHANGED)
    problem = KINDS[bulk.kind].problem(application, bulk.options)
    if problem:
        raise DomainError(problem)
    KINDS[bulk.kind].act(application, item, bulk.options, by)


def refuse_item(bulk: Bulk, application_id: int, problem: str) -> None:
    """It could not be done to this one, and why."""
    _mark(bulk, application_id, REFUSED, problem=problem[:MAX_PROBLEM_LENGTH], subject="", body="")


def finish_bulk(bulk_id: int) -> None:
    """Everything that could be done is done."""
    running = Bulk.id == bulk_id, Bulk.state == RUNNING
    _rows(update(Bulk).where(*running).values(state=DONE, finished_at=now()))


def delete_old_drafts(at_most: int) -> None:
    """Forget bulks that nobody confirmed."""
    old = queries.old_draft_ids(at_most)
    db.session.execute(delete(Bulk).where(Bulk.id.in_(old)).execution_options(**AS_ROWS))


def _problem(bulk: Bulk, item: BulkItem, options: Options, by: User, holder: Bulk | None) -> str:
    application = item.application
    if holder is not None:
        return _held_by(holder)
    if bulk.kind in VERSIONED and application.version != item.version:
        return CHANGED
    problem = KINDS[bulk.kind].problem(application, options)
    if problem or bulk.kind != REJECT:
        return problem
    values = values_for(application, by)
    try:
        # As long as a message's may be: names make a subject longer than it was typed.
        item.subject = header_line(fill_in(options["subject"], values), MAX_SUBJECT_LENGTH)
        item.body = fill_in(options["body"], values)
    except UnfilledFields as error:
        return str(error)
    return ""


def _held_by(bulk: Bulk) -> str:
    when = f" at {format_datetime(bulk.due_at)}" if bulk.due_at else ""
    return f"{bulk.made_by_name} already included it in “{KINDS[bulk.kind].label}”{when}."


def _turn(bulk: Bulk, version: int, **values: Any) -> None:
    # One statement compares and counts up, so that of two people on one page exactly one succeeds.
    same = Bulk.id == bulk.id, Bulk.version == version, Bulk.state == DRAFT
    if not _rows(update(Bulk).where(*same).values({"version": Bulk.version + 1} | values)):
        raise BulkChanged
    db.session.refresh(bulk)


def _waiting(bulk: Bulk) -> Any:
    # The worker asks in the same way, so that of undoing and doing exactly one begins.
    return update(Bulk).where(Bulk.id == bulk.id, Bulk.state == WAITING)


def _mark(bulk: Bulk, application_id: int, state: str, **values: Any) -> bool:
    planned = (
        BulkItem.bulk_id == bulk.id,
        BulkItem.application_id == application_id,
        BulkItem.state == PLANNED,
    )
    return _rows(update(BulkItem).where(*planned).values(state=state, held=None, **values)) == 1


def _rows(statement: Any) -> int:
    result = db.session.execute(statement.execution_options(**AS_ROWS))
    return cast("CursorResult[Any]", result).rowcount
