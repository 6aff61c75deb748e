"""Which applications to erase, and everything to export about a candidate."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from careers.applications.models import Application, Attachment, Event
from careers.applications.portal.wording import CONTACTS
from careers.clock import now
from careers.company.retention_queries import retention_period
from careers.database import db
from careers.mail.models import OutboundEmail


def overdue_ids(limit: int) -> Sequence[int]:
    """Return the ids of applications whose last contact is longer ago than the retention period, oldest first."""
    cutoff = now() - retention_period()
    event = select(Event.id).where(Event.application_id == Application.id, Event.kind.in_(CONTACTS), Event.at > cutoff)
    sent = select(OutboundEmail.id).where(
        OutboundEmail.application_id == Application.id,
        OutboundEmail.to_address == Application.email,
        OutboundEmail.sent_at > cutoff,
    )
    statement = select(Application.id).where(Application.submitted_at <= cutoff, ~event.exists(), ~sent.exists())
    return db.session.scalars(statement.order_by(Application.submitted_at).limit(limit)).all()


def applications_of(candidate_id: int) -> Sequence[Application]:
    """Return a candidate's applications with everything loaded that belongs to them, oldest first."""
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
    """Return the emails to the candidate about an application, oldest first."""
    statement = select(OutboundEmail).where(
        OutboundEmail.application_id == application.id, OutboundEmail.to_address == application.email
    )
    return db.session.scalars(statement.order_by(OutboundEmail.id)).all()
