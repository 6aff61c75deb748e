"""What a candidate does on the own page: withdraw, choose what the application may be used for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from careers.applications.candidates.invitation_services import withdraw_invitations
from careers.applications.event_kinds import EventKind
from careers.applications.messages.services import retract_decision
from careers.applications.models import WITHDRAWN, Application, Event
from careers.applications.portal.queries import Sent, agreements_since
from careers.applications.quarantine.services import withdraw_held
from careers.applications.services import record_candidate_event
from careers.applications.signals import application_withdrawn
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.versions import claim

# A key of the reasons that reviewers choose from.
WITHDRAWAL_REASON = "candidate_withdrew"


# Ending a consent is never counted, and each beginning allows for one end.
AGREEMENTS_A_DAY = 5


class AgreedTooOften(DomainError):
    """The consent was given and ended again and again."""

    def __init__(self) -> None:
        super().__init__(
            "You’ve changed this several times today, so it stays off for now. You can "
            "turn it on again tomorrow."
        )


class AlreadySettled(DomainError):
    """The application was decided or withdrawn before."""

    def __init__(self) -> None:
        super().__init__("This application is already closed, so there’s nothing to withdraw.")


def withdraw(application: Application, *, said: str = "") -> Event:
    """End an active application at the person's own wish, and tell those who read it. Raises AlreadySettled.

    The posting must be loaded. ``said`` is what the person wants the team to know; it stays on the site.
    """
    values: dict[str, Any] = {
        "disposition": WITHDRAWN,
        "disposition_reason": WITHDRAWAL_REASON,
        "disposed_at": now(),
    }
    # A decision that the candidate has not been told of gives way. Otherwise one statement asks and acts, so that of
    # a decision and a withdrawal at the same moment one succeeds.
    still_open = () if retract_decision(application) else (Application.disposition.is_(None),)
    claim(application, None, *still_open, error=AlreadySettled, **values)
    details = {"reason": WITHDRAWAL_REASON, "stage": application.stage} | ({"said": said} if said else {})
    event = record_candidate_event(application, WITHDRAWN, details)
    application_withdrawn.send(application)
    return event


def choose_future(application: Application, *, is_agreed: bool) -> None:
    """Begin or end the consent to be considered for later positions; saying the same again changes nothing.

    It is given with an application, and ended for all of the address: whoever wants no more invitations means all.
    Raises AgreedTooOften.
    """
    if is_agreed:
        if application.future_roles_consent_at is None:
            if agreements_since(application.id, now() - timedelta(days=1)) >= AGREEMENTS_A_DAY:
                raise AgreedTooOften
            application.future_roles_consent_at = now()
            record_candidate_event(application, EventKind.FUTURE_AGREED, {})
        return
    agreed = select(Application).where(
        Application.candidate_id == application.candidate_id, Application.future_roles_consent_at.is_not(None)
    )
    ended = db.session.scalars(agreed).all()
    for other in ended:
        other.future_roles_consent_at = None
        record_candidate_event(other, EventKind.FUTURE_ENDED, {})
    withdraw_invitations([other.id for other in ended])


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
