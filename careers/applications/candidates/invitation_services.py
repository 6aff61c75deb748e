"""Invite a candidate who opted in to future roles to apply for a posting, once. Nothing here commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from careers.accounts.models import User
from careers.applications.candidates.models import CandidateInvitation
from careers.applications.candidates.queries import consenting_application, is_member
from careers.applications.event_kinds import EventKind
from careers.applications.models import Application, Candidate, Event
from careers.audit.services import record
from careers.database import db
from careers.errors import DomainError
from careers.mail.kinds import EmailKind
from careers.mail.models import WAITING, OutboundEmail
from careers.mail.services import queue_email
from careers.postings.models import Posting


class CannotInvite(DomainError):
    """The candidate can't be invited, or was invited before."""


def invite(person_id: int, posting: Posting, *, by: User) -> CandidateInvitation:
    """Queue an email with a link to a posting. Raises CannotInvite."""
    application = _invitable(person_id, posting)
    invitation = CandidateInvitation(
        posting_id=posting.id,
        candidate_id=application.candidate_id,
        application_id=application.id,
        by_name=by.name,
    )
    db.session.add(invitation)
    db.session.flush()
    email = queue_email(
        EmailKind.INVITATION_TO_APPLY,
        to_name=application.name,
        to_address=application.email,
        context={"invitation_id": invitation.id},
        application_id=application.id,
    )
    invitation.email_id = email.id
    details = {"name": posting.title, "version": application.version}
    who: dict[str, Any] = {"actor_id": by.id, "actor_name": by.name}
    db.session.add(Event(application_id=application.id, kind=EventKind.INVITED, details=details, **who))
    about: dict[str, Any] = {"kind": "application", "object_id": application.id}
    record("invited to apply", by=by, details={"posting": posting.id}, **about)
    db.session.flush()
    return invitation


def _invitable(person_id: int, posting: Posting) -> Application:
    """Return the application whose address gets the invitation. Raises CannotInvite."""
    # Locked, so that two simultaneous invitations see each other.
    held = select(Candidate.id).where(is_member(person_id)).order_by(Candidate.id).with_for_update()
    members = list(db.session.scalars(held))
    invited = CandidateInvitation.posting_id == posting.id, CandidateInvitation.candidate_id.in_(members)
    applied = Application.posting_id == posting.id, Application.candidate_id.in_(members)
    if not posting.is_open():
        raise CannotInvite(f"{posting.title} isn’t accepting applications.")
    if db.session.scalar(select(CandidateInvitation.id).where(*invited).limit(1)):
        raise CannotInvite(f"This candidate was already invited to apply for {posting.title}.")
    if db.session.scalar(select(Application.id).where(*applied).limit(1)):
        raise CannotInvite(f"This candidate already applied for {posting.title}.")
    application = consenting_application(members)
    if application is None:
        raise CannotInvite("This candidate no longer wants to be considered for future roles. Nothing was sent.")
    return application


def withdraw_invitations(application_ids: Sequence[int]) -> None:
    """Withdraw unsent invitations based on these applications, because the consent has ended."""
    statement = select(CandidateInvitation).join(OutboundEmail, OutboundEmail.id == CandidateInvitation.email_id)
    rests = CandidateInvitation.application_id.in_(application_ids), OutboundEmail.state == WAITING
    waiting = db.session.scalars(statement.where(*rests)).all()
    # If a worker is sending one right now, composing it fails.
    gone = delete(OutboundEmail).where(OutboundEmail.id.in_([invitation.email_id for invitation in waiting]))
    for invitation in waiting:
        db.session.delete(invitation)
    db.session.flush()
    db.session.execute(gone.execution_options(synchronize_session=False))
