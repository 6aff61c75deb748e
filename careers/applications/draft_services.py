"""Starting and discarding drafts. Nothing here commits."""

from datetime import timedelta

from sqlalchemy import delete, select

from careers.applications.models import Attachment, Draft, DraftEmail
from careers.applications.tokens import new_token, token_hash
from careers.clock import now
from careers.database import db
from careers.documents.services import discard_document
from careers.documents.storage import FolderStorage
from careers.mail.models import OutboundEmail
from careers.postings.models import Posting

DRAFT_LIFETIME = timedelta(days=30)


def start_draft(posting: Posting) -> tuple[Draft, str]:
    """Create an empty draft; return it with the token that opens it, of which only the hash is stored."""
    token = new_token()
    draft = Draft(token_hash=token_hash(token), posting_id=posting.id, answers={}, expires_at=now() + DRAFT_LIFETIME)
    draft.attachments = []
    db.session.add(draft)
    db.session.flush()
    return draft, token


def discard_draft(draft: Draft, *, storage: FolderStorage) -> None:
    """Delete a draft that never became an application, with its files and the emails that link to it."""
    forget_draft_links([draft.id])
    remove_attachments(draft, list(draft.attachments), storage)
    db.session.execute(delete(Draft).where(Draft.id == draft.id))


def forget_draft_links(draft_ids: list[int]) -> None:
    """Delete the emails that link to any of these drafts."""
    messages = list(db.session.scalars(select(DraftEmail.email_id).where(DraftEmail.draft_id.in_(draft_ids))))
    db.session.execute(
        delete(OutboundEmail).where(OutboundEmail.id.in_(messages)).execution_options(synchronize_session=False)
    )


def remove_attachments(draft: Draft, attachments: list[Attachment], storage: FolderStorage) -> None:
    """Delete some of a draft's attachments and their files."""
    for attachment in attachments:
        draft.attachments.remove(attachment)
        db.session.delete(attachment)
        db.session.flush()
        discard_document(attachment.document, storage)
