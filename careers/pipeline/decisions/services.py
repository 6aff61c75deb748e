"""What reviewers do with an application. Nothing here commits; every act is an event on its timeline."""

from __future__ import annotations

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
    """The application does not go from where it stands to where it was sent."""


class UndoExpired(DomainError):
    """The message has gone out, or was taken back before."""

    def __init__(self) -> None:
        super().__init__(
            "There’s nothing to undo: the message was already sent, or someone undid it first. "
            "You can still reopen the application."
        )


def move_stage(application: Application, target: str, *, version: int, by: User) -> Event:
    """Put an active application into another stage. Raises EditConflict, IllegalMove."""
    claim(application, version)
    _require_active(application)
    origin = application.stage
    if not can_move(application, target):
        raise IllegalMove(
            f"You can’t move an application from {stage_label(origin)} to {stage_label(target)}."
        )
    application.stage = target
    return _event(application, EventKind.STAGE_MOVED, by, _moved(origin, target))


def reject(application: Application, *, reason: str, version: int, by: User) -> Event:
    """Settle an active application: not this time. Raises EditConflict, IllegalMove."""
    return _settle(application, REJECTED, reason, version, by)


def hire(application: Application, *, version: int, by: User) -> Event:
    """Settle an active application: hired. Raises EditConflict, IllegalMove."""
    return _settle(application, HIRED, HIRED_REASON, version, by)


def withdraw(application: Application, *, reason: str, version: int, by: User) -> Event:
    """Settle an active application whose candidate no longer wants it. Raises EditConflict, IllegalMove."""
    return _settle(application, WITHDRAWN, reason, version, by)


def reopen(application: Application, *, version: int, by: User) -> Event:
    """Take back how an application was settled; it stands again at its stage. Raises EditConflict, IllegalMove.

    A message that was to tell of it and still waits is taken back as well.
    """
    claim(application, version)
    if application.is_active:
        raise IllegalMove("This application is already active.")
    return _reopen(application, by, is_untold=retract_decision(application))


def undo_decision(application: Application, *, by: User) -> Event:
    """Take back a decision and the message that tells it, both, while the message waits. Raises TooLate."""
    count_up(application)
    if not retract_decision(application):
        raise UndoExpired
    return _reopen(application, by, is_untold=True)


def claim_active(application: Application, version: int) -> None:
    """See that nobody has changed an active application since ``version``. Raises EditConflict, IllegalMove."""
    claim(application, version)
    _require_active(application)


def _reopen(application: Application, by: User, *, is_untold: bool) -> Event:
    reason = application.disposition_reason
    names = {"reason": reason_label(application.disposition, reason)}
    settled = {"disposition": application.disposition, "reason": reason, "names": names}
    application.disposition = application.disposition_reason = application.disposed_at = None
    mark_assignments_decided(application, is_disposed=False)
    # What the candidate was never told of is not told as taken back either.
    return _event(application, EventKind.DECISION_UNDONE if is_untold else "reopened", by, settled)


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
    # The names as they are today: whoever reads this later reads what was said then.
    told = stage_by_key(target)
    names = {
        "from": stage_label(origin),
        "to": stage_label(target),
        "told": told.candidate_name if told else "",
    }
    return {"from": origin, "to": target, "names": names}


def _require_active(application: Application) -> None:
    if not application.is_active:
        raise IllegalMove(f"This application is already {application.disposition}. Reopen it first.")
