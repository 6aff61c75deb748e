"""Queries of the candidate portal: the application of a token, its events, its viewers, and the retention period."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from careers.applications.event_kinds import EventKind
from careers.applications.models import Application, Candidate, Event
from careers.applications.opening_queries import HELD_SUBMISSION, MAX_OPENINGS, is_opening
from careers.applications.portal.wording import CONTACTS, EVENTS
from careers.applications.quarantine.models import QuarantinedSubmission
from careers.applications.quarantine.queries import Held, held_with
from careers.applications.queries import access_with, whole_application
from careers.audit.models import AuditEntry
from careers.database import db
from careers.mail.models import OutboundEmail

MAX_EVENTS = 200


def events_of(application_id: int) -> Sequence[Event]:
    """Return the application's events that concern the candidate, oldest first; if there are very many, the newest."""
    statement = select(Event).where(Event.application_id == application_id, Event.kind.in_(EVENTS))
    return db.session.scalars(statement.order_by(Event.id.desc()).limit(MAX_EVENTS)).all()[::-1]


def agreements_since(application_id: int, moment: datetime) -> int:
    """Return how often the candidate opted in to future roles in the portal since then."""
    statement = select(func.count()).select_from(Event)
    given = Event.application_id == application_id, Event.kind == EventKind.FUTURE_AGREED, Event.at > moment
    return db.session.scalar(statement.where(*given)) or 0


def openings_of(application_id: int) -> Sequence[AuditEntry]:
    """Return when staff members opened the application (even in quarantine) or downloaded a file, newest first."""
    held = (
        select(QuarantinedSubmission.id).where(QuarantinedSubmission.application_id == application_id).scalar_subquery()
    )
    since, before = and_(*is_opening(application_id)), and_(*is_opening(held, HELD_SUBMISSION))
    statement = select(AuditEntry).where(or_(since, before))
    return db.session.scalars(statement.order_by(AuditEntry.id.desc()).limit(MAX_OPENINGS)).all()


def last_contact(application: Application) -> datetime:
    """Return the time of the last contact between candidate and company about this application."""
    event = select(func.max(Event.at)).where(Event.application_id == application.id, Event.kind.in_(CONTACTS))
    sent = select(func.max(OutboundEmail.sent_at)).where(
        OutboundEmail.application_id == application.id, OutboundEmail.to_address == application.email
    )
    moments = [application.submitted_at, db.session.scalar(event), db.session.scalar(sent)]
    return max(moment for moment in moments if moment is not None)


def address_of(candidate_id: int) -> str:
    """Return a candidate's normalized address; empty if there is no such candidate."""
    return db.session.scalar(select(Candidate.email_normalized).filter_by(id=candidate_id)) or ""


Sent = Application | Held


def sent_with(token: str, *, to_change: bool = False) -> Sent | None:
    """Return what an emailed token opens; ``to_change`` locks a quarantined submission, so that it can't be admitted
    meanwhile.

    """
    application = _proven_application(token)
    if application is not None:
        return application
    held = held_with(token, to_change=to_change)
    if held is not None and held.submission.application_id is None:
        return held if held.proves_address else None
    # If it became an application in between, its access links moved with it.
    return _proven_application(token)


def address_behind(sent: Sent) -> str:
    """Return the normalized address that the link was sent to."""
    return address_of(sent.candidate_id) if isinstance(sent, Application) else sent.submission.email_normalized


def reference_of(sent: Sent) -> str:
    """Return the reference shown on the receipt."""
    return sent.reference if isinstance(sent, Application) else sent.submission.reference


def _proven_application(token: str) -> Application | None:
    access = access_with(token)
    return whole_application(access.application_id) if access and access.proves_address else None
