"""Decide whether a submission becomes an application right away or goes into quarantine first."""

from cryptography.fernet import InvalidToken
from sqlalchemy import select, update

from careers.applications.apply.submission_services import (
    arriving_now,
    require_open,
    same_application,
    submit_draft,
)
from careers.applications.event_kinds import EventKind
from careers.applications.models import AccessLink, Application, Draft, Event
from careers.applications.quarantine.fingerprint_services import record_fingerprints
from careers.applications.quarantine.models import (
    RELEASED,
    QuarantineAccessLink,
    QuarantinedSubmission,
    QuarantineEmail,
)
from careers.applications.quarantine.queries import draft_of, drafts_of, held_by_id
from careers.applications.quarantine.services import (
    AS_ROWS,
    RELEASE_DELAY,
    hold,
    join,
    same_held,
)
from careers.applications.quarantine.spam_rules import findings_of, is_suspicious
from careers.applications.services import Arrival
from careers.applications.tokens import new_token, unsealed
from careers.clock import now
from careers.database import db
from careers.mail.models import OutboundEmail
from careers.postings.models import Posting


def submit_or_quarantine(draft: Draft, token: str, *, privacy_version: str, remote: str) -> None:
    """Submit a draft once, or put it into quarantine if it looks like spam; the receipt is the same.

    The caller has validated the answers and locked the draft's row. Raises PostingClosed.
    """
    if draft.is_sent:
        return
    posting = db.session.get_one(Posting, draft.posting_id)
    require_open(posting)
    arrival = arriving_now(draft, posting)
    held = same_held(posting.id, arrival.fingerprint)
    if held is not None:
        join(held, draft, token)
        draft.sealed = None  # the first submission's answers are counted
        return
    evidence = record_fingerprints(draft, remote)
    findings = findings_of(evidence)
    if is_suspicious(findings) and same_application(posting.id, arrival.fingerprint) is None:
        hold(draft, token, arrival, privacy_version, findings, mailed_today=evidence.from_address_in_a_day)
        return
    submit_draft(draft, token, privacy_version=privacy_version, arrival=arrival)


def admit(quarantined_id: int) -> Application | None:
    """Turn a released submission into an application, with the time at which it arrived.

    Does nothing if the release was undone, or was repeated less than ``RELEASE_DELAY`` ago.
    """
    held = held_by_id(quarantined_id, to_change=True)
    if held is None or held.state != RELEASED or held.application_id is not None or held.decided_at is None:
        return None
    if held.decided_at > now() - RELEASE_DELAY:
        return None
    draft = draft_of(held)
    if draft is None:
        return None
    arrival = Arrival(
        at=held.submitted_at,
        reply_due_at=held.reply_due_at,
        reference=held.reference,
        fingerprint=held.fingerprint,
        is_acknowledged=held.is_acknowledged,
        is_new=False,
    )
    application = submit_draft(draft, _token_of(held), privacy_version=held.privacy_version, arrival=arrival)
    _move_to(application, held)
    return application


def _token_of(held: QuarantinedSubmission) -> str:
    try:
        return unsealed(held.sealed_token)
    except InvalidToken:
        # The secret key has changed. Links that were sent earlier keep working, because their hashes move to the new
        # draft.
        return new_token()


def _move_to(application: Application, held: QuarantinedSubmission) -> None:
    held.application_id = application.id
    own = held.draft_hash
    for draft in drafts_of([held.id]):
        draft.application_id = application.id
        if draft.token_hash != own:
            draft.answers = {}
    known = select(AccessLink.token_hash).where(AccessLink.application_id == application.id)
    there = set(db.session.scalars(known))
    for access in db.session.scalars(
        select(QuarantineAccessLink).where(QuarantineAccessLink.quarantined_id == held.id)
    ):
        if access.token_hash not in there:
            db.session.add(
                AccessLink(
                    token_hash=access.token_hash,
                    application_id=application.id,
                    proves_address=access.proves_address,
                    created_at=access.created_at,
                )
            )
        db.session.delete(access)
    mailed = select(QuarantineEmail.email_id).where(QuarantineEmail.quarantined_id == held.id).scalar_subquery()
    about = update(OutboundEmail).where(OutboundEmail.id.in_(mailed)).values(application_id=application.id)
    db.session.execute(about.execution_options(**AS_ROWS))
    details = {"findings": [finding["said"] for finding in held.findings]}
    db.session.add(
        Event(
            application_id=application.id,
            kind=EventKind.RELEASED,
            actor_id=held.decided_by_id,
            actor_name=held.decided_by_name,
            details=details,
        )
    )
    db.session.flush()
