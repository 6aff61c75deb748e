"""Drafts, applications, and candidates by their tokens, ids, and addresses."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from careers.applications.models import AccessLink, Application, Attachment, Candidate, Draft
from careers.applications.tokens import opened_by
from careers.clock import now
from careers.database import db
from careers.mail.composition import CannotCompose
from careers.mail.models import OutboundEmail
from careers.postings.models import Posting

# A link in an old mailbox stops working; the candidate can request a new one at /applications.
LINK_LIFETIME = timedelta(days=180)


def draft_with(token: str, posting_id: int, *, to_change: bool = False) -> Draft | None:
    """Return the unexpired draft of a posting that the token opens; ``to_change`` locks its row."""
    statement = (
        select(Draft)
        .where(opened_by(token, Draft.token_hash), Draft.posting_id == posting_id, Draft.expires_at > now())
        .options(selectinload(Draft.attachments).joinedload(Attachment.document))
    )
    if to_change:
        statement = statement.with_for_update(of=Draft)
    return db.session.scalar(statement)


def whole_application(application_id: int) -> Application | None:
    """Return an application with its posting, text, answers, and files loaded."""
    return db.session.scalar(_with_all(select(Application).where(Application.id == application_id)))


def application_about(email: OutboundEmail) -> Application:
    """Return the application that an email is about, fully loaded. Raises CannotCompose if it was deleted."""
    application = whole_application(email.context["application_id"])
    if application is None:
        raise CannotCompose("The application was deleted.")
    return application


def newest_applications_of(candidate_id: int, limit: int) -> Sequence[Application]:
    """Return a candidate's applications with their postings, newest first."""
    statement = select(Application).where(Application.candidate_id == candidate_id)
    posting = joinedload(Application.posting, innerjoin=True)
    return db.session.scalars(statement.options(posting).order_by(Application.id.desc()).limit(limit)).all()


def draft_to_mail(draft_id: int) -> Draft | None:
    """Return a draft with its posting, to compose the email that links to it."""
    return db.session.scalar(select(Draft).where(Draft.id == draft_id).options(joinedload(Draft.posting)))


def expired_drafts(before: datetime, limit: int) -> Sequence[Draft]:
    """Return drafts that were never submitted and have expired."""
    unsent = Draft.application_id.is_(None), Draft.quarantined_id.is_(None)
    statement = select(Draft).where(Draft.expires_at <= before, *unsent).limit(limit)
    return db.session.scalars(statement.options(selectinload(Draft.attachments))).all()


def access_with(token: str) -> AccessLink | None:
    """Return what the token gives access to, unless it has expired."""
    statement = select(AccessLink).where(
        opened_by(token, AccessLink.token_hash),
        AccessLink.created_at > now() - LINK_LIFETIME,
    )
    return db.session.scalar(statement)


def candidate_with(email_normalized: str) -> Candidate | None:
    """Return the candidate with a normalized email address."""
    return db.session.scalar(select(Candidate).filter_by(email_normalized=email_normalized))


def _with_all(statement: Select[Any]) -> Select[Any]:
    return statement.options(
        joinedload(Application.posting, innerjoin=True).options(
            joinedload(Posting.department, innerjoin=True), selectinload(Posting.locations)
        ),
        joinedload(Application.text),
        selectinload(Application.answers),
        selectinload(Application.attachments).joinedload(Attachment.document),
    )
