"""What a candidate does with something sent, whether it is an application yet or still waits."""

from __future__ import annotations

from careers.applications.models import Application
from careers.applications.portal.sent_queries import Sent
from careers.applications.portal.services import AlreadySettled, choose_future, withdraw
from careers.applications.quarantine.services import withdraw_held
from careers.database import db


def withdraw_sent(sent: Sent, *, said: str) -> None:
    """End it at the person's own wish. Raises AlreadySettled. What waits must be held until the transaction ends."""
    if isinstance(sent, Application):
        withdraw(sent, said=said)
    elif not withdraw_held(sent.submission, said=said):
        raise AlreadySettled


def choose_future_of(sent: Sent, *, is_agreed: bool) -> None:
    """Begin or end the consent to be considered for later positions. What waits must be held, as above.

    Raises AgreedTooOften.
    """
    if isinstance(sent, Application):
        choose_future(sent, is_agreed=is_agreed)
        return
    sent.draft.answers = {**sent.draft.answers, "keep_for_future": is_agreed}
    db.session.flush()
