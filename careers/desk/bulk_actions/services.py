"""Create, plan, confirm, undo, and run bulk actions. Nothing here commits."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, update

from careers.accounts.models import User
from careers.accounts.queries import user_by_id
from careers.applications.messages.services import MAX_SUBJECT_LENGTH
from careers.applications.models import Application
from careers.audit.kinds import AuditKind
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
    BulkAction,
    BulkActionItem,
)
from careers.errors import DomainError
from careers.formatting import format_datetime
from careers.mail.composition import header_line
from careers.pipeline.decisions.services import UndoExpired
from careers.pipeline.message_templates.merge_fields import UnfilledFields, fill_in, values_for
from careers.security import Permission, is_allowed
from careers.tasks import enqueue
from careers.tasks.names import TaskName
from careers.versions import EditConflict, claim

MAX_ITEMS = 500

CHANGED = "Someone changed it after you selected it."
MAX_PROBLEM_LENGTH = 1000
AS_ROWS: dict[str, Any] = {"synchronize_session": False}


class NothingSelected(DomainError):
    """No existing application was selected."""

    def __init__(self) -> None:
        super().__init__("Select at least one application.")


class AllInOtherBulkActions(DomainError):
    """Every application is already in another bulk action."""

    def __init__(self, why: str) -> None:
        super().__init__(f"None of these can be changed. {why}".strip())


def create_bulk_action(kind: str, application_ids: Collection[int], *, by: User) -> BulkAction:
    """Create a bulk action with the applications as they are now. Raises NothingSelected."""
    versions = queries.versions_of(application_ids)
    if not versions:
        raise NothingSelected
    bulk_action = BulkAction(kind=kind, made_by_id=by.id, made_by_name=by.name)
    db.session.add(bulk_action)
    db.session.flush()
    db.session.add_all(
        BulkActionItem(bulk_action_id=bulk_action.id, application_id=number, version=version)
        for number, version in versions
    )
    db.session.flush()
    return bulk_action


def plan_bulk_action(bulk_action: BulkAction, options: Options, *, version: int, by: User) -> None:
    """Plan a bulk action and check each application. Raises EditConflict.

    The results are stored, including the text of each message: exactly that will be done, or nothing.
    """
    claim(
        bulk_action,
        version,
        BulkAction.state == DRAFT,
        options=dict(options),
        made_by_id=by.id,
        made_by_name=by.name,
    )
    items = queries.items_of(bulk_action.id, limit=MAX_ITEMS)
    holders = queries.holders_of([item.application_id for item in items])
    for item in items:
        item.subject = item.body = ""
        item.problem = _problem(bulk_action, item, options, by, holders.get(item.application_id))[:MAX_PROBLEM_LENGTH]
        item.state = REFUSED if item.problem else PLANNED
    db.session.flush()


def confirm_bulk_action(bulk_action: BulkAction, *, version: int, delay: timedelta, by: User) -> None:
    """Run the bulk action after ``delay``. Raises EditConflict and AllInOtherBulkActions.

    It holds its applications from now on. Those that another bulk action holds are refused; a unique key decides
    between two at the same moment, so call this in ``in_transaction``.
    """
    if not bulk_action.options:
        raise EditConflict
    due = now() + delay
    claim(
        bulk_action,
        version,
        BulkAction.state == DRAFT,
        state=WAITING,
        due_at=due,
        made_by_id=by.id,
        made_by_name=by.name,
    )
    planned = queries.planned_ids(bulk_action.id, MAX_ITEMS)
    why = {number: _held_by(holder) for number, holder in queries.holders_of(planned).items()}
    for number, sentence in why.items():
        _mark(bulk_action, number, REFUSED, problem=sentence)
    free = BulkActionItem.bulk_action_id == bulk_action.id, BulkActionItem.state == PLANNED
    if not _rows(update(BulkActionItem).where(*free).values(reserved_application_id=BulkActionItem.application_id)):
        raise AllInOtherBulkActions(next(iter(why.values()), ""))
    record(
        "confirmed bulk action",
        by=by,
        kind=AuditKind.BULK_ACTION,
        object_id=bulk_action.id,
        details={"kind": bulk_action.kind},
    )
    enqueue(
        TaskName.RUN_BULK_ACTION,
        {"bulk_action_id": bulk_action.id},
        run_at=due,
        unique_key=f"{TaskName.RUN_BULK_ACTION}:{bulk_action.id}",
    )


def undo_bulk_action(bulk_action: BulkAction, *, by: User) -> None:
    """Undo the bulk action before any of it has run. Raises TooLate."""
    if not _rows(_waiting(bulk_action).values(state=UNDONE, finished_at=now())):
        raise UndoExpired
    let_go = update(BulkActionItem).where(BulkActionItem.bulk_action_id == bulk_action.id)
    db.session.execute(let_go.values(reserved_application_id=None, subject="", body="").execution_options(**AS_ROWS))
    record(
        "undid bulk action",
        by=by,
        kind=AuditKind.BULK_ACTION,
        object_id=bulk_action.id,
        details={"kind": bulk_action.kind},
    )


def run_bulk_action_now(bulk_action: BulkAction, *, by: User) -> None:
    """Run the bulk action now. Raises TooLate."""
    if not _rows(_waiting(bulk_action).values(due_at=now())):
        raise UndoExpired
    record("ran bulk action early", by=by, kind=AuditKind.BULK_ACTION, object_id=bulk_action.id)
    enqueue(
        TaskName.RUN_BULK_ACTION,
        {"bulk_action_id": bulk_action.id},
        unique_key=f"{TaskName.RUN_BULK_ACTION}:{bulk_action.id}",
    )


def begin_bulk_action(bulk_action_id: int) -> bool:
    """Start a bulk action whose delay is over; return False if it was undone, is finished, or must still wait."""
    due = (
        BulkAction.id == bulk_action_id,
        BulkAction.state.in_((WAITING, RUNNING)),
        BulkAction.due_at <= now(),
    )
    return _rows(update(BulkAction).where(*due).values(state=RUNNING)) == 1


def do_item(bulk_action: BulkAction, item: BulkActionItem, application: Application) -> None:
    """Process an application and mark its item in the same transaction, so it never happens twice.

    Raises DomainError.
    """
    if not _mark(bulk_action, item.application_id, DONE, subject="", body=""):
        return
    by = user_by_id(bulk_action.made_by_id) if bulk_action.made_by_id else None
    if by is None or not is_allowed(by, Permission.BULK):
        raise DomainError(f"{bulk_action.made_by_name} no longer has permission to do this.")
    if bulk_action.kind in VERSIONED and application.version != item.version:
        raise DomainError(CHANGED)
    problem = KINDS[bulk_action.kind].problem(application, bulk_action.options)
    if problem:
        raise DomainError(problem)
    KINDS[bulk_action.kind].act(application, item, bulk_action.options, by)


def refuse_item(bulk_action: BulkAction, application_id: int, problem: str) -> None:
    """Record why an application could not be processed."""
    _mark(bulk_action, application_id, REFUSED, problem=problem[:MAX_PROBLEM_LENGTH], subject="", body="")


def finish_bulk_action(bulk_action_id: int) -> None:
    """Mark the bulk action as finished."""
    running = BulkAction.id == bulk_action_id, BulkAction.state == RUNNING
    _rows(update(BulkAction).where(*running).values(state=DONE, finished_at=now()))


def delete_old_drafts(at_most: int) -> None:
    """Delete bulk actions that nobody confirmed."""
    old = queries.old_draft_ids(at_most)
    db.session.execute(delete(BulkAction).where(BulkAction.id.in_(old)).execution_options(**AS_ROWS))


def _problem(
    bulk_action: BulkAction, item: BulkActionItem, options: Options, by: User, holder: BulkAction | None
) -> str:
    application = item.application
    if holder is not None:
        return _held_by(holder)
    if bulk_action.kind in VERSIONED and application.version != item.version:
        return CHANGED
    problem = KINDS[bulk_action.kind].problem(application, options)
    if problem or bulk_action.kind != REJECT:
        return problem
    values = values_for(application, by)
    try:
        # The limit of a message's subject: names make it longer than it was typed.
        item.subject = header_line(fill_in(options["subject"], values), MAX_SUBJECT_LENGTH)
        item.body = fill_in(options["body"], values)
    except UnfilledFields as error:
        return str(error)
    return ""


def _held_by(bulk_action: BulkAction) -> str:
    when = f" at {format_datetime(bulk_action.due_at)}" if bulk_action.due_at else ""
    return f"{bulk_action.made_by_name} already included it in “{KINDS[bulk_action.kind].label}”{when}."


def _waiting(bulk_action: BulkAction) -> Any:
    # The worker uses the same condition, so that of undoing and running exactly one starts.
    return update(BulkAction).where(BulkAction.id == bulk_action.id, BulkAction.state == WAITING)


def _mark(bulk_action: BulkAction, application_id: int, state: str, **values: Any) -> bool:
    planned = (
        BulkActionItem.bulk_action_id == bulk_action.id,
        BulkActionItem.application_id == application_id,
        BulkActionItem.state == PLANNED,
    )
    return (
        _rows(update(BulkActionItem).where(*planned).values(state=state, reserved_application_id=None, **values)) == 1
    )


def _rows(statement: Any) -> int:
    result = db.session.execute(statement.execution_options(**AS_ROWS))
    return cast("CursorResult[Any]", result).rowcount
