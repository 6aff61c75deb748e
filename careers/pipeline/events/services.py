"""Add events to the timeline, in the transaction of the change they describe."""

from typing import Any

from careers.accounts.models import User
from careers.applications.models import Application, Event
from careers.database import db

SYSTEM_ACTOR = "The careers site"


def add_event(application: Application, kind: str, by: User, details: dict[str, Any]) -> Event:
    """Add an event caused by a staff member. ``details`` are short facts for the timeline."""
    event = Event(
        application_id=application.id,
        kind=kind,
        actor_id=by.id,
        actor_name=by.name,
        details={**details, "version": application.version},
    )
    db.session.add(event)
    db.session.flush()
    return event


def add_system_event(application: Application, kind: str, details: dict[str, Any]) -> Event:
    """Add an event that the site caused itself, as a consequence of someone's action."""
    event = Event(
        application_id=application.id,
        kind=kind,
        actor_name=SYSTEM_ACTOR,
        details={**details, "version": application.version},
    )
    db.session.add(event)
    db.session.flush()
    return event
