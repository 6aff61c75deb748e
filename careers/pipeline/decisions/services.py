"""Move applications and decide about them; every action is an event on the timeline. Nothing here commits."""

from typing import Any

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.messages.services import retract_decision
from careers.applications.models import HIRED, REJECTED, WITHDRAWN, Application, Event
from careers.clock import now
from careers.company.stages.queries import stage_by_key, stage_label
from careers.errors import DomainError
from careers.pipeline.assignments.services import mark_assignments_decided
from careers.pipeline.events.services import add_event as _event
from careers.pipeline.reasons.queries import reason_choices, reason_label
from careers.pipeline.stages.queries import can_move
from careers.pipeline.stages.transitions import HIRED_REASON
from careers.versions import claim, count_up


class IllegalMove(DomainError):
    """The application can't go from its current state to the requested one."""


class UndoExpired(DomainError):
    """The message was already sent, or the decision was already undone."""

    def __init__(self) -> None:
        super().__init__(
            "There’s nothing to undo: the message was already sent, or someone undid it first. "
            "You can still reopen the application."
        )


def move_stage(application: Application, target: str, *, version: int, by: User) -> Event:
    """Move an active application to another stage. Raises EditConflict and IllegalMove."""
    claim(application, version)
    _require_active(application)
    origin = application.stage
    if not can_move(application, target):
        raise IllegalMove(f"You can’t move an application from {stage_label(origin)} to {stage_label(target)}.")
    application.stage = target
    return _event(application, EventKind.STAGE_MOVED, by, _moved(origin, target))


def reject(application: Application, *, reason: str, version: int, by: User) -> Event:
    """Reject an active application. Raises EditConflict and IllegalMove."""
    return _settle(application, REJECTED, reason, version, by)


def hire(application: Application, *, version: int, by: User) -> Event:
    """Hire the candidate of an active application. Raises EditConflict and IllegalMove."""
    return _settle(application, HIRED, HIRED_REASON, version, by)


def withdraw(application: Application, *, reason: str, version: int, by: User) -> Event:
    """Record that the candidate of an active application withdrew. Raises EditConflict and IllegalMove."""
    return _settle(application, WITHDRAWN, reason, version, by)


def reopen(application: Application, *, version: int, by: User) -> Event:
    """Make a decided application active again, in its last stage. Raises EditConflict and IllegalMove.

    An unsent message about the decision is retracted.
    """
    claim(application, version)
    if application.is_active:
        raise IllegalMove("This application is already active.")
    return _reopen(application, by, is_untold=retract_decision(application))


def undo_decision(application: Application, *, by: User) -> Event:
    """Undo a decision together with its message, while the message waits. Raises UndoExpired."""
    count_up(application)
    if not retract_decision(application):
        raise UndoExpired
    return _reopen(application, by, is_untold=True)


def claim_active(application: Application, version: int) -> None:
    """Check that an active application has not changed since ``version``. Raises EditConflict and IllegalMove."""
    claim(application, version)
    _require_active(application)


def _reopen(application: Application, by: User, *, is_untold: bool) -> Event:
    reason = application.disposition_reason
    names = {"reason": reason_label(application.disposition, reason)}
    decision = {"disposition": application.disposition, "reason": reason, "names": names}
    application.disposition = application.disposition_reason = application.disposed_at = None
    mark_assignments_decided(application, is_disposed=False)
    # A decision that the candidate never saw is not shown as undone either.
    return _event(application, EventKind.DECISION_UNDONE if is_untold else "reopened", by, decision)


def _settle(application: Application, disposition: str, reason: str, version: int, by: User) -> Event:
    claim(application, version)
    _require_active(application)
    if reason not in reason_choices(disposition):
        raise IllegalMove("Choose a reason from the list.")
    application.disposition, application.disposition_reason = disposition, reason
    application.disposed_at = now()
    mark_assignments_decided(application, is_disposed=True)
    names = {"reason": reason_label(disposition, reason)}
    details = {"reason": reason, "stage": application.stage, "names": names}
    return _event(application, disposition, by, details)


def _moved(origin: str, target: str) -> dict[str, Any]:
    # The names as they are today, so that later readers see what was meant.
    target_stage = stage_by_key(target)
    names = {
        "from": stage_label(origin),
        "to": stage_label(target),
        "told": target_stage.candidate_name if target_stage else "",
    }
    return {"from": origin, "to": target, "names": names}


def _require_active(application: Application) -> None:
    if not application.is_active:
        raise IllegalMove(f"This application is already {application.disposition}. Reopen it first.")
