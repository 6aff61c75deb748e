"""Queries for the application page."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, load_only

from careers.accounts.models import User
from careers.applications.candidates.queries import same_person_ids
from careers.applications.messages.models import WAITING, Message
from careers.applications.models import Application
from careers.database import db
from careers.documents.models import DocumentText
from careers.mail.models import OutboundEmail
from careers.pipeline.blind_review.queries import mark_redacted
from careers.pipeline.visibility.queries import visible_to
from careers.postings.models import Posting

# Characters of a document's text; the rest is in the file. A page of a resume has about 3,000.
SHOWN_TEXT = 30_000
MAX_OTHERS = 50


def previous_application(user: User, application_id: int) -> tuple[Application, bool] | None:
    """Return the application that the user came from, and whether its decision can be undone; None if they can't see
    it.

    """
    posting = joinedload(Application.posting, innerjoin=True).options(
        load_only(Posting.id, Posting.title, Posting.stages, Posting.blind_review)
    )
    found = db.session.scalar(
        select(Application).where(Application.id == application_id, visible_to(user)).options(posting)
    )
    if found is None:
        return None
    mark_redacted(user, [found])
    waiting = select(Message.id).where(
        Message.application_id == found.id, Message.state == WAITING, Message.decision_id.is_not(None)
    )
    return found, not found.is_active and db.session.scalar(waiting.limit(1)) is not None


def texts_of(document_ids: Collection[int]) -> Mapping[int, str]:
    """Return the beginning of each document's text, at most ``SHOWN_TEXT`` characters."""
    beginning = func.substr(DocumentText.text, 1, SHOWN_TEXT)
    statement = select(DocumentText.document_id, beginning).where(DocumentText.document_id.in_(document_ids))
    return {row[0]: row[1] for row in db.session.execute(statement)}


def emails_of(application: Application) -> Sequence[OutboundEmail]:
    """Return the queued and sent emails about the application."""
    statement = select(OutboundEmail).where(OutboundEmail.application_id == application.id)
    return db.session.scalars(statement.order_by(OutboundEmail.id)).all()


def other_applications(user: User, application: Application) -> Sequence[Application]:
    """Return the person's other applications that this staff member can see, newest first.

    Empty if the candidate is redacted in either of them, because one would reveal the other.
    """
    if application.is_redacted:
        return []
    statement = select(Application).where(
        Application.candidate_id.in_(same_person_ids(application.candidate_id)),
        Application.id != application.id,
        visible_to(user),
    )
    posting = joinedload(Application.posting, innerjoin=True).options(
        load_only(Posting.id, Posting.title, Posting.stages, Posting.blind_review)
    )
    found = db.session.scalars(statement.options(posting).order_by(Application.id.desc()).limit(MAX_OTHERS)).all()
    mark_redacted(user, found)
    return [application for application in found if not application.is_redacted]
