"""The one step from waiting to sent or taken back. Nothing here commits."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import CursorResult, update

from careers.applications.messages.models import TAKEN_BACK, WAITING, Letter
from careers.applications.messages.queries import waiting_decision_letter
from careers.applications.models import Application
from careers.database import db


def turn(letter: Letter, state: str, **values: Any) -> bool:
    """Put a waiting letter into another state; False where it waits no more.

    One statement asks and acts, so that of sending a letter and taking it back exactly one happens.
    """
    waiting = Letter.id == letter.id, Letter.state == WAITING
    statement = update(Letter).where(*waiting).values(state=state, **values)
    turned = db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.refresh(letter, ["state", "sent_at"])
    return cast("CursorResult[Any]", turned).rowcount == 1


def take_back_decision(application: Application) -> bool:
    """Keep the letter that tells a decision from going out; False where none waits any more."""
    letter = waiting_decision_letter(application.id)
    return letter is not None and turn(letter, TAKEN_BACK)
