"""Whether an act that comes too late is one that was done: its form was sent twice, as by a double click."""

from __future__ import annotations

from dataclasses import dataclass, field

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.models import Application

MOVED, REOPENED = EventKind.STAGE_MOVED, (EventKind.REOPENED, EventKind.DECISION_UNDONE)


@dataclass(frozen=True)
class RequestedAction:
    """What a form asks for: the kinds of event that it becomes, and the facts that these then hold."""

    kinds: tuple[str, ...]
    facts: dict[str, str | None] = field(default_factory=dict)


def already_applied(application: Application, act: RequestedAction, *, version: int, by: User) -> bool:
    """Whether this person did just that on this version, and it is how the application stands. Events are loaded.

    Of all acts on one version exactly one succeeds: it was this form, or one of the same page that asks the same.
    """
    done = [
        event
        for event in application.events
        if event.kind in act.kinds
        and event.actor_id == by.id
        and event.details.get("version") == version + 1
        and all(event.details.get(name) == fact for name, fact in act.facts.items())
    ]
    return bool(done) and _stands(application, act)


def _stands(application: Application, act: RequestedAction) -> bool:
    if act.kinds == (MOVED,):
        return application.is_active and application.stage == act.facts["to"]
    return application.is_active if act.kinds == REOPENED else application.disposition in act.kinds
