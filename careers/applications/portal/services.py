"""What candidates do in the portal: withdraw, and opt in to or out of future roles. Nothing here commits."""

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

# The key of a disposition reason.
WITHDRAWAL_REASON = "candidate_withdrew"


# Opting out is never limited, and each opt-in allows one opt-out.
AGREEMENTS_A_DAY = 5


class AgreedTooOften(DomainError):
    """The candidate opted in and out too often."""

    def __init__(self) -> None:
        super().__init__(
            "You’ve changed this several times today, so it stays off for now. You can turn it on again tomorrow."
        )


class AlreadySettled(DomainError):
    """The application was already decided or withdrawn."""

    def __init__(self) -> None:
        super().__init__("This application is already closed, so there’s nothing to withdraw.")


def withdraw(application: Application, *, said: str = "") -> Event:
    """Withdraw an active application and notify the team. Raises AlreadySettled.

    The posting must be loaded. ``said`` is the candidate's reason; it stays on the site.
    """
    values: dict[str, Any] = {
        "disposition": WITHDRAWN,
        "disposition_reason": WITHDRAWAL_REASON,
        "disposed_at": now(),
    }
    # A decision that the candidate hasn't been told about gives way. Otherwise this is a single statement, so that of
    # a simultaneous decision and withdrawal exactly one succeeds.
    still_open = () if retract_decision(application) else (Application.disposition.is_(None),)
    claim(application, None, *still_open, error=AlreadySettled, **values)
    details = {"reason": WITHDRAWAL_REASON, "stage": application.stage} | ({"said": said} if said else {})
    event = record_candidate_event(application, WITHDRAWN, details)
    application_withdrawn.send(application)
    return event


def choose_future(application: Application, *, is_agreed: bool) -> None:
    """Opt in to or out of future roles; repeating a choice changes nothing.

    Opting in applies to one application, opting out to all of the address. Raises AgreedTooOften.
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
    """Withdraw an application or a quarantined submission, which must be locked. Raises AlreadySettled."""
    if isinstance(sent, Application):
        withdraw(sent, said=said)
    elif not withdraw_held(sent.submission, said=said):
        raise AlreadySettled


def choose_future_of(sent: Sent, *, is_agreed: bool) -> None:
    """Opt in to or out of future roles, for an application or a quarantined submission, which must be locked.

    Raises AgreedTooOften.
    """
    if isinstance(sent, Application):
        choose_future(sent, is_agreed=is_agreed)
        return
    sent.draft.answers = {**sent.draft.answers, "keep_for_future": is_agreed}
    db.session.flush()
