"""Recognize a form that was submitted twice, for example by a double click."""

from dataclasses import dataclass, field

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.models import Application

MOVED, REOPENED = EventKind.STAGE_MOVED, (EventKind.REOPENED, EventKind.DECISION_UNDONE)


@dataclass(frozen=True)
class RequestedAction:
    """What a form asks for: the kinds of event it causes, and their details."""

    kinds: tuple[str, ...]
    facts: dict[str, str | None] = field(default_factory=dict)


def already_applied(application: Application, act: RequestedAction, *, version: int, by: User) -> bool:
    """Return whether this user already did exactly this on this version, and it still holds. Events must be loaded.

    Of all actions on one version exactly one succeeds: this form, or an equal one from the same page.
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
