"""A decision and the message that tells it, made in one act and taken back in one. Nothing here commits."""

from __future__ import annotations

from datetime import timedelta

from careers.accounts.models import User
from careers.applications.messages.models import Message
from careers.applications.messages.queries import same_message
from careers.applications.messages.services import Words, write_message
from careers.applications.models import Application
from careers.pipeline.decisions import services
from careers.pipeline.message_templates.queries import decision_message_delay
from careers.versions import EditConflict


def reject_with_message(
    application: Application,
    words: Words,
    *,
    reason: str,
    version: int,
    by: User,
    delay: timedelta | None = None,
) -> Message:
    """Settle an application and owe the message that says so. Raises EditConflict, IllegalMove.

    The message waits as long as is set, or for ``delay``; until then ``services.undo_decision`` takes back both.
    The same form sent twice is one decision; once that was taken back, the form is of a version that is over.
    """
    known = same_message(application.id, words.fingerprint)
    if known is not None and application.is_active:
        raise EditConflict
    if known is not None:
        return known
    event = services.reject(application, reason=reason, version=version, by=by)
    wait = decision_message_delay() if delay is None else delay
    return write_message(application, words, by=by, delay=wait, decision=event)
