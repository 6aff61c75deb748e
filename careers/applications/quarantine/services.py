"""Quarantine, release, confirm as spam, undo, and erase submissions. Nothing here commits."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, select, update

from careers.accounts.models import User
from careers.applications.draft_services import discard_draft
from careers.applications.models import AccessLink, Draft
from careers.applications.quarantine.models import (
    HELD,
    RELEASED,
    SPAM,
    QuarantineAccessLink,
    QuarantinedSubmission,
    QuarantineEmail,
)
from careers.applications.quarantine.queries import drafts_of
from careers.applications.quarantine.spam_rules import Finding
from careers.applications.services import Arrival
from careers.applications.tokens import new_token, receipt_token, sealed, token_hash
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.database import db
from careers.documents.storage import FolderStorage
from careers.errors import DomainError
from careers.mail.addresses import normalized
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.services import queue_email
from careers.tasks import enqueue
from careers.tasks.names import TaskName

# The hiring team is notified by email, which can't be undone; until then a release can.
RELEASE_DELAY = timedelta(minutes=1)
SPAM_LIFETIME = timedelta(days=30)
# The first suspicious submissions for an address are acknowledged like any other. More within a day are acknowledged
# only when released, so that nobody can flood a stranger's mailbox through this site.
MAX_MAILED_PER_DAY = 2
AS_ROWS: dict[str, Any] = {"synchronize_session": False}


class DecidedAlready(DomainError):
    """Someone else decided about the submission, or it's too late to undo a decision."""


def same_held(posting_id: int, fingerprint: str) -> QuarantinedSubmission | None:
    """Return the submission with this fingerprint for the posting that is or was in quarantine, or None."""
    statement = select(QuarantinedSubmission).filter_by(posting_id=posting_id, fingerprint=fingerprint)
    return db.session.scalar(statement)


def hold(
    draft: Draft,
    token: str,
    arrival: Arrival,
    privacy_version: str,
    findings: list[Finding],
    *,
    mailed_today: int,
) -> QuarantinedSubmission:
    """Put a submission into quarantine, with the receipt that an application would have.

    ``mailed_today`` is how many submissions for the address arrived in the 24 hours before this one.
    """
    held = QuarantinedSubmission(
        draft_hash=draft.token_hash,
        sealed_token=sealed(token),
        reference=arrival.reference,
        posting_id=draft.posting_id,
        name=draft.answers["name"],
        email=draft.answers["email"],
        email_normalized=normalized(draft.answers["email"]),
        fingerprint=arrival.fingerprint,
        privacy_version=privacy_version,
        submitted_at=arrival.at,
        reply_due_at=arrival.reply_due_at,
        findings=[vars(finding) for finding in findings],
        is_acknowledged=mailed_today < MAX_MAILED_PER_DAY,
    )
    db.session.add(held)
    db.session.flush()
    if held.is_acknowledged:
        _acknowledge(held)
    join(held, draft, token)
    return held


def join(held: QuarantinedSubmission, draft: Draft, token: str) -> None:
    """Link a repeated draft to the submission that is or was in quarantine, so that both have one receipt."""
    if held.application_id is not None:
        hashed = token_hash(receipt_token(token))
        db.session.add(AccessLink(token_hash=hashed, application_id=held.application_id))
        draft.application_id = held.application_id
    else:
        db.session.add(QuarantineAccessLink(token_hash=token_hash(receipt_token(token)), quarantined_id=held.id))
    draft.quarantined_id = held.id
    db.session.flush()


def issue_held_portal_token(held: QuarantinedSubmission) -> str:
    """Return a new token to send by email; it opens the receipt, and after the release the whole portal."""
    token, proves = new_token(), {"token_hash": "", "proves_address": True}
    proves["token_hash"] = token_hash(token)
    if held.application_id is not None:
        db.session.add(AccessLink(application_id=held.application_id, **proves))
    else:
        db.session.add(QuarantineAccessLink(quarantined_id=held.id, **proves))
    db.session.flush()
    return token


def release(held: QuarantinedSubmission, *, by: User) -> None:
    """Release the submission: it becomes an application after ``RELEASE_DELAY``.

    Raises DecidedAlready, also if the candidate has withdrawn it.
    """
    _decide(held, HELD, RELEASED, by)
    enqueue(TaskName.ADMIT_QUARANTINED, {"quarantined_id": held.id}, run_at=now() + RELEASE_DELAY)
    record("released from quarantine", by=by, kind=AuditKind.QUARANTINED_SUBMISSION, object_id=held.id)


def confirm_spam(held: QuarantinedSubmission, *, by: User) -> None:
    """Confirm the submission as spam: it is erased after ``SPAM_LIFETIME``. Raises DecidedAlready."""
    _decide(held, HELD, SPAM, by, erased_after=now() + SPAM_LIFETIME)
    record("marked as spam", by=by, kind=AuditKind.QUARANTINED_SUBMISSION, object_id=held.id)


def withdraw_held(held: QuarantinedSubmission, *, said: str = "") -> bool:
    """Withdraw a submission for the candidate, released or not; return False if it had already ended.

    The caller has locked the row and checked that it is not an application yet.
    """
    if held.withdrawn_at is not None:
        return False
    held.withdrawn_at, held.withdrawal_message = now(), said or None
    if held.state == RELEASED:
        held.state, held.decided_at, held.decided_by_id, held.decided_by_name = HELD, None, None, ""
    db.session.flush()
    return True


def take_back(held: QuarantinedSubmission, *, by: User) -> None:
    """Undo the decision while the submission has neither become an application nor been erased.

    Raises DecidedAlready.
    """
    _decide(held, held.state, HELD, by)
    record("moved back to quarantine", by=by, kind=AuditKind.QUARANTINED_SUBMISSION, object_id=held.id)


def erase_held(numbers: Sequence[int], *, by: str, storage: FolderStorage) -> None:
    """Erase submissions with their text, files, and emails; only the number goes into the audit log."""
    if not numbers:
        return
    drafts = drafts_of(numbers)
    files = sum(len(draft.attachments) for draft in drafts)
    for draft in drafts:
        discard_draft(draft, storage=storage)
    mailed = list(
        db.session.scalars(select(QuarantineEmail.email_id).where(QuarantineEmail.quarantined_id.in_(numbers)))
    )
    for gone in (
        delete(OutboundEmail).where(OutboundEmail.id.in_(mailed)),
        delete(QuarantinedSubmission).where(QuarantinedSubmission.id.in_(numbers)),
    ):
        db.session.execute(gone.execution_options(**AS_ROWS))
    record("deleted quarantined submissions", by=by, details={"submissions": len(numbers), "files": files})


def _acknowledge(held: QuarantinedSubmission) -> None:
    email = queue_email(
        EmailKind.QUARANTINE_ACKNOWLEDGMENT,
        to_name=held.name,
        to_address=held.email,
        context={"quarantined_id": held.id},
    )
    db.session.add(QuarantineEmail(email_id=email.id, quarantined_id=held.id))


def _decide(held: QuarantinedSubmission, origin: str, target: str, by: User, **values: Any) -> None:
    # A single statement: of two simultaneous decisions one is recorded, and none after it became an application.
    decided: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]
        update(QuarantinedSubmission)
        .where(
            QuarantinedSubmission.id == held.id,
            QuarantinedSubmission.state == origin,
            QuarantinedSubmission.application_id.is_(None),
            QuarantinedSubmission.state != target,
            *((QuarantinedSubmission.withdrawn_at.is_(None),) if target == RELEASED else ()),
        )
        .values(
            state=target,
            decided_at=now(),
            decided_by_id=by.id,
            decided_by_name=by.name,
            **{"erased_after": None, **values},
        )
        .execution_options(**AS_ROWS)
    )
    if decided.rowcount != 1:
        raise DecidedAlready("Someone already decided this. Nothing was changed.")
    db.session.refresh(held)
