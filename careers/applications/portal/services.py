"""What a candidate does on the own page: withdraw, choose what the application may be used for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, select, update

from careers.applications.candidates.invitation_services import withdraw_invitations
from careers.applications.messages.state_services import retract_decision
from careers.applications.models import WITHDRAWN, Application, Event
from careers.applications.notifications.queries import told_at_once
from careers.applications.portal.queries import agreements_since
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.mail.services import queue_email

WITHDRAWAL = "applications.withdrawal"
# A key of the reasons that reviewers choose from.
WITHDRAWAL_REASON = "candidate_withdrew"


# Ending a consent is never counted, and each beginning allows for one end.
AGREEMENTS_A_DAY = 5


class AgreedTooOften(DomainError):
    """The consent was given and ended again and again."""

    def __init__(self) -> None:
        super().__init__(
            "You have changed this choice several times today, so it stays ended for now. You can agree again tomorrow."
        )


class AlreadySettled(DomainError):
    """The application was decided or withdrawn before."""

    def __init__(self) -> None:
        super().__init__("This application has been settled already, so there is nothing left to withdraw.")


def withdraw(application: Application, *, said: str = "") -> Event:
    """End an active application at the person's own wish, and tell those who read it. Raises AlreadySettled.

    The posting must be loaded. ``said`` is what the person wants the team to know; it stays on the site.
    """
    values = {"disposition": WITHDRAWN, "disposition_reason": WITHDRAWAL_REASON, "disposed_at": now()}
    # A decision that the candidate has not been told of gives way. Otherwise one statement asks and acts, so that of
    # a decision and a withdrawal at the same moment one succeeds.
    still_open = () if retract_decision(application) else (Application.disposition.is_(None),)
    if not change(application, values, *still_open):
        raise AlreadySettled
    details = {"reason": WITHDRAWAL_REASON, "stage": application.stage} | ({"said": said} if said else {})
    event = add_event(application, WITHDRAWN, details)
    for name, address in told_at_once(application.posting):
        queue_email(
            WITHDRAWAL,
            to_name=name,
            to_address=address,
            context={"application_id": application.id},
            application_id=application.id,
        )
    return event


def choose_future(application: Application, *, is_agreed: bool) -> None:
    """Begin or end the consent to be considered for later positions; saying the same again changes nothing.

    It is given with an application, and ended for all of the address: whoever wants no more invitations means all.
    Raises AgreedTooOften.
    """
    if is_agreed:
        if application.kept_for_future_at is None:
            if agreements_since(application.id, now() - timedelta(days=1)) >= AGREEMENTS_A_DAY:
                raise AgreedTooOften
            application.kept_for_future_at = now()
            add_event(application, "future_agreed", {})
        return
    agreed = select(Application).where(
        Application.candidate_id == application.candidate_id, Application.kept_for_future_at.is_not(None)
    )
    ended = db.session.scalars(agreed).all()
    for one in ended:
        one.kept_for_future_at = None
        add_event(one, "future_ended", {})
    withdraw_invitations([one.id for one in ended])


def add_event(application: Application, kind: str, details: dict[str, Any]) -> Event:
    """Something that the candidate did, for the timeline of both sides."""
    event = Event(
        application_id=application.id,
        kind=kind,
        actor_name=application.name,
        details={**details, "version": application.version},
    )
    db.session.add(event)
    db.session.flush()
    return event


def change(application: Application, values: dict[str, Any], *conditions: Any) -> bool:
    """Change columns and count the version up, so that a decision on an older page is refused."""
    statement = update(Application).where(Application.id == application.id, *conditions)
    changed: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]
        statement.values(version=Application.version + 1, **values).execution_options(
            synchronize_session=False
        )
    )
    db.session.refresh(application, ["version", "stage", "disposition", "disposition_reason", "disposed_at"])
    return changed.rowcount == 1
