"""The one step from waiting to sent or taken back. Nothing here commits."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import CursorResult, update

from careers.applications.messages.models import RETRACTED, WAITING, Message
from careers.applications.messages.queries import waiting_decision_message
from careers.applications.models import Application
from careers.database import db


def turn(message: Message, state: str, **values: Any) -> bool:
    """Put a waiting message into another state; False where it waits no more.

    One statement asks and acts, so that of sending a message and taking it back exactly one happens.
    """
    waiting = Message.id == message.id, Message.state == WAITING
    statement = update(Message).where(*waiting).values(state=state, **values)
    turned = db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.refresh(message, ["state", "sent_at"])
    return cast("CursorResult[Any]", turned).rowcount == 1


def retract_decision(application: Application) -> bool:
    """Keep the message that tells a decision from going out; False where none waits any more."""
    message = waiting_decision_message(application.id)
    return message is not None and turn(message, RETRACTED)
