"""What the candidate's own page asks: who holds the token, what happened, who looked, how long it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from careers.applications.models import Application, ApplicationAccess, Attachment, Candidate, Event
from careers.applications.portal.wording import CONTACTS, EVENTS
from careers.applications.quarantine.models import HeldSubmission
from careers.applications.tokens import opened_by
from careers.audit.models import AuditEntry
from careers.clock import now
from careers.company.retention_queries import retention_period
from careers.database import db
from careers.mail.models import OutboundEmail

# A link in an old mailbox stops working; a new one is a minute away (/applications).
LINK_LIFETIME = timedelta(days=180)
# As the record of who did what names them.
KIND, HELD_KIND = "application", "held submission"
OPENED, DOWNLOADED = "opened application", "downloaded document"
MAX_OPENINGS = 200
MAX_EVENTS = 200


def access_with(token: str) -> ApplicationAccess | None:
    """What the token opens, while it is young enough."""
    statement = select(ApplicationAccess).where(
        opened_by(token, ApplicationAccess.token_hash),
        ApplicationAccess.created_at > now() - LINK_LIFETIME,
    )
    return db.session.scalar(statement)


def events_of(application_id: int) -> Sequence[Event]:
    """What happened to an application and concerns its candidate, oldest first; of very much, the newest."""
    statement = select(Event).where(Event.application_id == application_id, Event.kind.in_(EVENTS))
    return db.session.scalars(statement.order_by(Event.id.desc()).limit(MAX_EVENTS)).all()[::-1]


def agreements_since(application_id: int, moment: datetime) -> int:
    """How often the consent to be considered for later positions was given on the own page since then."""
    statement = select(func.count()).select_from(Event)
    given = Event.application_id == application_id, Event.kind == "future_agreed", Event.at > moment
    return db.session.scalar(statement.where(*given)) or 0


def openings_of(application_id: int) -> Sequence[AuditEntry]:
    """Each time a member of staff opened it, in quarantine or since, or took a file of it, newest first."""
    held = select(HeldSubmission.id).where(HeldSubmission.application_id == application_id).scalar_subquery()
    since, before = and_(*_is_opening(application_id)), and_(*_is_opening(held, HELD_KIND))
    statement = select(AuditEntry).where(or_(since, before))
    return db.session.scalars(statement.order_by(AuditEntry.id.desc()).limit(MAX_OPENINGS)).all()


def openings_of_held(held_id: int) -> Sequence[AuditEntry]:
    """Each time a member of staff opened a submission that waits in quarantine, newest first."""
    statement = select(AuditEntry).where(*_is_opening(held_id, HELD_KIND))
    return db.session.scalars(statement.order_by(AuditEntry.id.desc()).limit(MAX_OPENINGS)).all()


def is_opened(application_id: int) -> bool:
    """Whether anybody on the staff has opened it yet."""
    statement = select(AuditEntry.id).where(*_is_opening(application_id)).limit(1)
    return db.session.scalar(statement) is not None


def is_opened_today_by(object_id: int, user_id: int, kind: str = KIND) -> bool:
    """Whether this member of staff has opened it in the last 24 hours, so that once a day is recorded."""
    recent = AuditEntry.actor_id == user_id, AuditEntry.at > now() - timedelta(days=1)
    statement = select(AuditEntry.id).where(
        *_is_opening(object_id, kind), *recent, AuditEntry.action == OPENED
    )
    return db.session.scalar(statement.limit(1)) is not None


def last_contact(application: Application) -> datetime:
    """When the person and we last had to do with each other about this application."""
    event = select(func.max(Event.at)).where(Event.application_id == application.id, Event.kind.in_(CONTACTS))
    sent = select(func.max(OutboundEmail.sent_at)).where(
        OutboundEmail.application_id == application.id, OutboundEmail.to_address == application.email
    )
    moments = [application.submitted_at, db.session.scalar(event), db.session.scalar(sent)]
    return max(moment for moment in moments if moment is not None)


def overdue_ids(limit: int) -> Sequence[int]:
    """Applications whose last contact is longer ago than they may be kept, oldest first."""
    cutoff = now() - retention_period()
    event = select(Event.id).where(
        Event.application_id == Application.id, Event.kind.in_(CONTACTS), Event.at > cutoff
    )
    sent = select(OutboundEmail.id).where(
        OutboundEmail.application_id == Application.id,
        OutboundEmail.to_address == Application.email,
        OutboundEmail.sent_at > cutoff,
    )
    statement = select(Application.id).where(
        Application.submitted_at <= cutoff, ~event.exists(), ~sent.exists()
    )
    return db.session.scalars(statement.order_by(Application.submitted_at).limit(limit)).all()


def applications_of(candidate_id: int) -> Sequence[Application]:
    """All applications of a person with posting, words, files and events, oldest first."""
    statement = select(Application).where(Application.candidate_id == candidate_id)
    loaded = statement.options(
        joinedload(Application.posting, innerjoin=True),
        joinedload(Application.text),
        selectinload(Application.answers),
        selectinload(Application.attachments).joinedload(Attachment.document),
        selectinload(Application.events),
    )
    return db.session.scalars(loaded.order_by(Application.id)).all()


def emails_to(application: Application) -> Sequence[OutboundEmail]:
    """The e-mails to the candidate about one application, oldest first."""
    statement = select(OutboundEmail).where(
        OutboundEmail.application_id == application.id, OutboundEmail.to_address == application.email
    )
    return db.session.scalars(statement.order_by(OutboundEmail.id)).all()


def candidate_with(email_normalized: str) -> Candidate | None:
    """The person whose address this is."""
    return db.session.scalar(select(Candidate).filter_by(email_normalized=email_normalized))


def address_of(candidate_id: int) -> str:
    """A person's address, in its normalized form; empty for nobody."""
    return db.session.scalar(select(Candidate.email_normalized).filter_by(id=candidate_id)) or ""


def _is_opening(object_id: int | ScalarSelect[int], kind: str = KIND) -> tuple[ColumnElement[bool], ...]:
    return (
        AuditEntry.object_kind == kind,
        AuditEntry.object_id == object_id,
        AuditEntry.action.in_((OPENED, DOWNLOADED)),
    )
