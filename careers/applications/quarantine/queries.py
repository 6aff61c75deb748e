"""Find quarantined submissions, by state, token, and address."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, load_only, selectinload

from careers.applications.models import Attachment, Draft
from careers.applications.quarantine.models import (
    GIVEN_UP,
    HELD,
    SPAM,
    QuarantineAccessLink,
    QuarantinedSubmission,
    QuarantineEmail,
)
from careers.applications.queries import LINK_LIFETIME
from careers.applications.tokens import opened_by
from careers.clock import now
from careers.company.retention_queries import retention_period
from careers.database import db
from careers.documents.models import Document, DocumentText
from careers.mail.models import OutboundEmail
from careers.postings.models import Posting

SHOWN_TEXT = 10_000  # characters of each file


def held_count() -> int:
    """Return how many submissions wait for a decision."""
    statement = select(func.count()).select_from(QuarantinedSubmission).where(*_is_in(HELD))
    return db.session.scalar(statement) or 0


def quarantine_page(state: str, before: int | None, limit: int) -> Sequence[QuarantinedSubmission]:
    """Return the submissions in a state with their postings, newest first, older than the id ``before``.

    Withdrawn submissions are only in the state ``GIVEN_UP``.
    """
    statement = select(QuarantinedSubmission).where(*_is_in(state))
    if before is not None:
        statement = statement.where(QuarantinedSubmission.id < before)
    posting = joinedload(QuarantinedSubmission.posting, innerjoin=True).options(load_only(Posting.id, Posting.title))
    return db.session.scalars(statement.options(posting).order_by(QuarantinedSubmission.id.desc()).limit(limit)).all()


def held_by_id(quarantined_id: int, *, to_change: bool = False) -> QuarantinedSubmission | None:
    """Return a submission with its posting, or None; ``to_change`` locks its row until the transaction ends."""
    statement = select(QuarantinedSubmission).where(QuarantinedSubmission.id == quarantined_id)
    if to_change:
        statement = statement.with_for_update(of=QuarantinedSubmission)
    return db.session.scalar(
        statement.options(joinedload(QuarantinedSubmission.posting, innerjoin=True)).execution_options(
            populate_existing=True
        )
    )


def draft_of(held: QuarantinedSubmission) -> Draft | None:
    """Return the draft with the text and files, even if it has expired."""
    statement = select(Draft).where(Draft.token_hash == held.draft_hash)
    return db.session.scalar(statement.options(selectinload(Draft.attachments).joinedload(Attachment.document)))


def drafts_of(held_ids: Sequence[int]) -> Sequence[Draft]:
    """Return all drafts of these submissions: the first one, and repeated ones."""
    statement = select(Draft).where(Draft.quarantined_id.in_(held_ids))
    return db.session.scalars(statement.options(selectinload(Draft.attachments))).all()


@dataclass(frozen=True)
class Held:
    """The submission that a token opens; ``proves_address`` if the token was sent by email."""

    submission: QuarantinedSubmission
    draft: Draft
    proves_address: bool


def held_with(token: str, *, to_change: bool = False) -> Held | None:
    """Return what the token opens in quarantine, unless it has expired; ``to_change`` locks the submission's row."""
    statement = select(QuarantineAccessLink).where(
        opened_by(token, QuarantineAccessLink.token_hash),
        QuarantineAccessLink.created_at > now() - LINK_LIFETIME,
    )
    access = db.session.scalar(statement)
    held = held_by_id(access.quarantined_id, to_change=to_change) if access else None
    draft = draft_of(held) if held else None
    return Held(held, draft, access.proves_address) if access and held and draft else None


def texts_of(draft: Draft) -> list[tuple[Document, str]]:
    """Return each file of the draft with the beginning of the text extracted so far."""
    documents = [attachment.document for attachment in draft.attachments]
    beginning = func.substr(DocumentText.text, 1, SHOWN_TEXT)
    statement = select(DocumentText.document_id, beginning).where(
        DocumentText.document_id.in_([document.id for document in documents])
    )
    texts = {row[0]: row[1] for row in db.session.execute(statement)}
    return [(document, texts.get(document.id, "").strip()) for document in documents]


def ids_to_erase(limit: int) -> Sequence[int]:
    """Return submissions to erase: spam whose retention is over, and undecided ones older than the retention period."""
    is_spam_and_due = (QuarantinedSubmission.state == SPAM) & (QuarantinedSubmission.erased_after <= now())
    is_forgotten = (QuarantinedSubmission.state == HELD) & (
        QuarantinedSubmission.submitted_at <= now() - retention_period()
    )
    statement = select(QuarantinedSubmission.id).where(or_(is_spam_and_due, is_forgotten))
    return db.session.scalars(statement.order_by(QuarantinedSubmission.id).limit(limit)).all()


def held_of(email_normalized: str) -> list[tuple[QuarantinedSubmission, Draft]]:
    """Return submissions of an address that wait or are spam, with text and files, oldest first."""
    statement = select(QuarantinedSubmission).where(
        QuarantinedSubmission.email_normalized == email_normalized,
        QuarantinedSubmission.application_id.is_(None),
    )
    posting = joinedload(QuarantinedSubmission.posting, innerjoin=True)
    found = db.session.scalars(statement.options(posting).order_by(QuarantinedSubmission.id)).all()
    return [(held, draft) for held in found if (draft := draft_of(held))]


def acknowledged_of(email_normalized: str, limit: int) -> Sequence[QuarantinedSubmission]:
    """Return submissions of an address that wait or are spam and were acknowledged by email, newest first."""
    statement = select(QuarantinedSubmission).where(
        QuarantinedSubmission.email_normalized == email_normalized,
        QuarantinedSubmission.application_id.is_(None),
        QuarantinedSubmission.is_acknowledged,
    )
    return db.session.scalars(statement.order_by(QuarantinedSubmission.id.desc()).limit(limit)).all()


def emails_about(held: QuarantinedSubmission) -> Sequence[OutboundEmail]:
    """Return the emails about a submission, oldest first."""
    mailed = select(QuarantineEmail.email_id).where(QuarantineEmail.quarantined_id == held.id)
    return db.session.scalars(
        select(OutboundEmail).where(OutboundEmail.id.in_(mailed)).order_by(OutboundEmail.id)
    ).all()


def held_ids_of(email_normalized: str) -> Sequence[int]:
    """Return the ids of submissions of an address that wait or are spam, without those that became applications."""
    statement = select(QuarantinedSubmission.id).where(
        QuarantinedSubmission.email_normalized == email_normalized,
        QuarantinedSubmission.application_id.is_(None),
    )
    return db.session.scalars(statement).all()


def _is_in(state: str) -> tuple[ColumnElement[bool], ...]:
    if state == GIVEN_UP:
        return QuarantinedSubmission.state == HELD, QuarantinedSubmission.withdrawn_at.is_not(None)
    waits = (QuarantinedSubmission.withdrawn_at.is_(None),) if state == HELD else ()
    return QuarantinedSubmission.state == state, *waits
