"""Load an application or one of its files for a staff member: 404 unless it is visible to them."""

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from careers.accounts.models import User
from careers.applications.models import Application, Attachment
from careers.database import db
from careers.documents.models import Document
from careers.pipeline.blind_review.queries import can_open, mark_redacted
from careers.pipeline.visibility.queries import visible_to


def application_for(user: User, application_id: int) -> Application:
    """Return the application with answers, files, and events; 404 if the user can't see it."""
    statement = select(Application).where(Application.id == application_id, visible_to(user))
    application = db.session.scalar(
        statement.options(
            joinedload(Application.posting, innerjoin=True),
            joinedload(Application.text),
            selectinload(Application.answers),
            selectinload(Application.attachments),
            selectinload(Application.events),
        ).execution_options(populate_existing=True)
    )
    if application is None:
        abort(404)
    mark_redacted(user, [application])
    return application


def document_for(user: User, application_id: int, document_id: int) -> Document:
    """Return a file of an application; 404 if the user can't see the application, or the file belongs to another.

    403 while blind review or an unscored work sample hides it.
    """
    statement = (
        select(Document)
        .join(Attachment, Attachment.document_id == Document.id)
        .join(Application, Application.id == Attachment.application_id)
        .where(Application.id == application_id, Document.id == document_id, visible_to(user))
    )
    document = db.session.scalar(statement)
    if document is None:
        abort(404)
    if not can_open(user, document, application_for(user, application_id)):
        abort(403)
    return document
