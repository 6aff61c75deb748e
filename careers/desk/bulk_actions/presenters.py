"""Bulk actions as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careers.accounts.queries import user_by_id
from careers.clock import now
from careers.company.stages.queries import stage_label
from careers.desk.bulk_actions.kinds import KINDS
from careers.desk.bulk_actions.models import (
    ASSIGN,
    DONE,
    DRAFT,
    MOVE,
    PLANNED,
    REFUSED,
    REJECT,
    RUNNING,
    UNDONE,
    WAITING,
    BulkAction,
    BulkActionItem,
)
from careers.desk.bulk_actions.queries import holders_of
from careers.formatting import format_datetime
from careers.pipeline.reasons.queries import reason_label

STATES = {
    DRAFT: "Not confirmed yet",
    WAITING: "Scheduled",
    RUNNING: "Running",
    DONE: "Done",
    UNDONE: "Undone before it ran",
}


@dataclass(frozen=True)
class ShownItem:
    """An application with the message to send, and why it can't be done, if so."""

    id: int
    name: str
    posting: str
    stage: str
    state: str
    problem: str
    subject: str
    body: str


@dataclass(frozen=True)
class ShownBulkAction:
    """What is done to how many applications, by whom, and when."""

    id: int
    kind: str
    label: str
    details: str
    state: str
    standing: str
    who: str
    due: str
    version: int
    is_planned: bool
    is_due: bool
    planned: int
    refused: int
    done: int


def shown_bulk_action(bulk_action: BulkAction, counts: Mapping[str, int]) -> ShownBulkAction:
    """Return a bulk action with the number of its items in each state."""
    return ShownBulkAction(
        id=bulk_action.id,
        kind=bulk_action.kind,
        label=KINDS[bulk_action.kind].label,
        details=_details(bulk_action),
        state=bulk_action.state,
        standing=STATES[bulk_action.state],
        who=bulk_action.made_by_name,
        due=format_datetime(bulk_action.due_at) if bulk_action.due_at else "",
        version=bulk_action.version,
        is_planned=bool(bulk_action.options),
        is_due=bulk_action.due_at is not None and bulk_action.due_at <= now(),
        planned=counts.get(PLANNED, 0),
        refused=counts.get(REFUSED, 0),
        done=counts.get(DONE, 0),
    )


def bulk_action_holding(application_id: int) -> ShownBulkAction | None:
    """Return the confirmed bulk action that will be applied to this application, if any."""
    bulk_action = holders_of([application_id]).get(application_id)
    return shown_bulk_action(bulk_action, {}) if bulk_action else None


def shown_items(items: Sequence[BulkActionItem]) -> list[ShownItem]:
    """Return the items in the given order. Their applications and postings must be loaded."""
    return [
        ShownItem(
            item.application_id,
            item.application.name,
            item.application.posting.title,
            stage_label(item.application.stage),
            item.state,
            item.problem,
            item.subject,
            item.body,
        )
        for item in items
    ]


def _details(bulk_action: BulkAction) -> str:
    options = bulk_action.options
    if not options:
        return ""
    if bulk_action.kind == MOVE:
        return f"To {stage_label(options['target'])}"
    if bulk_action.kind == REJECT:
        return reason_label("rejected", options["reason"])
    if bulk_action.kind == ASSIGN:
        user = user_by_id(options["user"])
        return user.name if user else "a deactivated account"
    return str(options["tags"])
