"""Submit a draft: one transaction for the application, its event, and all tasks that follow."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from careers.applications.equal_opportunity.services import count_answers
from careers.applications.event_kinds import EventKind
from careers.applications.fields import APPLICATION, APPLICATION_TEXT, columns_in
from careers.applications.models import (
    AccessLink,
    Application,
    ApplicationText,
    Candidate,
    Draft,
    Event,
)
from careers.applications.questions.queries import asked_of
from careers.applications.questions.services import answer_rows
from careers.applications.services import Arrival
from careers.applications.signals import application_submitted
from careers.applications.tokens import new_reference, receipt_token, token_hash
from careers.clock import end_of_working_day, now
from careers.company.stages.models import FIRST_STAGE
from careers.database import db
from careers.documents.models import WAITING
from careers.errors import DomainError
from careers.mail.addresses import normalized
from careers.mail.kinds import EmailKind
from careers.mail.services import queue_email
from careers.postings.models import Posting
from careers.postings.sources import DEFAULT_SOURCE
from careers.search.signals import text_changed
from careers.tasks import enqueue
from careers.tasks.names import TaskName


class PostingClosed(DomainError):
    "The posting no longer accepts applications."


def submit_draft(draft: Draft, token: str, *, privacy_version: str, arrival: Arrival | None = None) -> Application:
    """Create the application from the draft, once; a second submission returns the first one's application.

    The caller has validated the answers and locked the draft's row. Everything that follows (acknowledgement,
    notifications, reading the files) is queued as tasks in the same transaction. ``arrival`` is given if the
    submission arrived earlier and waited. Raises PostingClosed.
    """
    if draft.application_id is not None:
        return db.session.get_one(Application, draft.application_id)
    posting = db.session.get_one(Posting, draft.posting_id)
    arrival = arrival or arriving_now(draft, posting)
    if arrival.is_new:
        # Locked until this commits: a simultaneous closing either waits and counts this application, or came first.
        db.session.refresh(posting, ["state", "valid_through"], with_for_update={"read": True})
        require_open(posting)
    application = same_application(posting.id, arrival.fingerprint)
    if application is None:
        application = _new_application(draft, posting, arrival, privacy_version)
        # Not the year of arrival: a release from quarantine must not change figures that were already shown.
        count_answers(draft, token, year=now().year)
        _follow_up(application, arrival)
    db.session.add(AccessLink(token_hash=token_hash(receipt_token(token)), application_id=application.id))
    draft.application_id = application.id
    draft.answers, draft.sealed = {}, None
    db.session.flush()
    return application


def arriving_now(draft: Draft, posting: Posting) -> Arrival:
    """Return the arrival of a draft that is submitted now."""
    due = end_of_working_day(posting.reply_within_days)
    return Arrival(now(), due, new_reference(), fingerprint_of(draft))


def require_open(posting: Posting) -> None:
    """Raise PostingClosed if the posting doesn't accept applications."""
    if not posting.is_open():
        raise PostingClosed(f"{posting.title} closed while you were filling in the form.")


def fingerprint_of(draft: Draft) -> str:
    """Return a fingerprint that is equal for the same text and files sent to the same posting on the same day (UTC)."""
    files = sorted((attachment.document.kind, attachment.document.sha256) for attachment in draft.attachments)
    said = {**draft.answers, "email": normalized(draft.answers["email"])}
    # Ticking a box the second time doesn't make it a different application; consent can be given on the candidate's
    # page.
    said.pop("keep_for_future", None)
    # Nor does following another link, or seeing a notice about a changed question.
    for name in ("source", "seen", "asked"):
        said.pop(name, None)
    whole = json.dumps([draft.posting_id, now().date().isoformat(), said, files], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def same_application(posting_id: int, fingerprint: str) -> Application | None:
    """Return the existing application with this fingerprint for the posting, or None."""
    return db.session.scalar(select(Application).filter_by(posting_id=posting_id, fingerprint=fingerprint))


def _new_application(draft: Draft, posting: Posting, arrival: Arrival, privacy_version: str) -> Application:
    answers = draft.answers
    application = Application(
        reference=arrival.reference,
        posting_id=posting.id,
        candidate_id=_candidate(answers).id,
        fingerprint=arrival.fingerprint,
        source=answers.get("source") or DEFAULT_SOURCE,
        stage=FIRST_STAGE,
        submitted_at=arrival.at,
        reply_due_at=arrival.reply_due_at,
        privacy_version=privacy_version,
        consented_at=arrival.at,
        future_roles_consent_at=arrival.at if answers.get("keep_for_future") else None,
        text=ApplicationText(**_columns(APPLICATION_TEXT, answers)),
        answers=answer_rows(asked_of(posting.id, answers), answers.get("questions", {}), draft.attachments),
        **_columns(APPLICATION, answers),
    )
    db.session.add(application)
    db.session.flush()
    for attachment in draft.attachments:
        attachment.application_id = application.id
        if attachment.document.text_state == WAITING:
            enqueue(TaskName.READ_DOCUMENT, {"document_id": attachment.document_id})
    db.session.flush()
    text_changed.send("application", object_id=application.id)
    return application


def _columns(table: str, answers: Mapping[str, Any]) -> dict[str, str]:
    return {row.name: row.stored(answers.get(row.name, "")) for row in columns_in(table)}


def _candidate(answers: dict[str, Any]) -> Candidate:
    # Someone who types a known address is filed under that person and changes nothing in the person's row.
    address = normalized(answers["email"])
    candidate = db.session.scalar(select(Candidate).filter_by(email_normalized=address))
    if candidate is None:
        candidate = Candidate(email=answers["email"], email_normalized=address, name=answers["name"])
        db.session.add(candidate)
        db.session.flush()
    return candidate


def _follow_up(application: Application, arrival: Arrival) -> None:
    db.session.add(
        Event(
            application_id=application.id,
            kind=EventKind.SUBMITTED,
            at=arrival.at,
            actor_name=application.name,
            details={"to": FIRST_STAGE},
        )
    )
    if not arrival.is_acknowledged:
        queue_email(
            EmailKind.ACKNOWLEDGMENT,
            to_name=application.name,
            to_address=application.email,
            context={"application_id": application.id},
            application_id=application.id,
        )
    application_submitted.send(application)
