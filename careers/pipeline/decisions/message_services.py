"""Decide and queue the message about it together, and undo both together. Nothing here commits."""

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
    """Reject an application and queue the message about it. Raises EditConflict and IllegalMove.

    The message waits for ``delay``, by default as set by the company; until then ``services.undo_decision`` undoes
    both. The same form submitted twice is one decision; after an undo, the form's version is outdated.
    """
    known = same_message(application.id, words.fingerprint)
    if known is not None and application.is_active:
        raise EditConflict
    if known is not None:
        return known
    event = services.reject(application, reason=reason, version=version, by=by)
    wait = decision_message_delay() if delay is None else delay
    return write_message(application, words, by=by, delay=wait, decision=event)
