"""Send links by email: to a candidate's applications, and to a draft. Throttled; never reveals who has applied."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select

from careers.accounts.throttle import network_of
from careers.applications.access_links.models import AccessLinkRequest
from careers.applications.models import AccessLink, Application, Draft, DraftEmail
from careers.applications.quarantine.models import QuarantinedSubmission, QuarantineEmail
from careers.applications.quarantine.queries import acknowledged_of
from careers.applications.queries import LINK_LIFETIME, candidate_with, newest_applications_of
from careers.applications.tokens import keyed_hash, sealed
from careers.clock import now
from careers.database import db
from careers.mail.addresses import normalized
from careers.mail.kinds import EmailKind
from careers.mail.services import queue_email
from careers.tasks import enqueue
from careers.tasks.names import TaskName

MAX_LINKS = 20  # in one email


@dataclass(frozen=True)
class Limit:
    """A number of requests allowed within a window."""

    requests: int
    window: timedelta


# The first two keep a stranger from flooding a mailbox, the third from trying many addresses; it leaves room for an
# office behind one network address.
LIMITS = {
    "address": Limit(3, timedelta(hours=1)),
    "address in a day": Limit(8, timedelta(days=1)),
    "network": Limit(60, timedelta(hours=1)),
}
MAX_WINDOW = max(limit.window for limit in LIMITS.values())


def request_links(address: str, remote: str) -> bool:
    """Record a request for the links of an address; return False if there were too many.

    The worker looks the address up, so that neither the response nor its timing tells whether it has applied.
    """
    request = _counted("links", address, remote)
    if request is None:
        return False
    request.address = address
    db.session.flush()
    enqueue(TaskName.MAIL_APPLICATION_LINKS, {"request_id": request.id})
    return True


def answer_request(request_id: int) -> None:
    """Queue the email if the address is known, and forget the address. A repeated call sends nothing."""
    request = db.session.get(AccessLinkRequest, request_id)
    if request is None or request.address is None:
        return
    address, request.address = normalized(request.address), None
    candidate = candidate_with(address)
    newest = newest_applications_of(candidate.id, 1) if candidate else []
    waiting = acknowledged_of(address, MAX_LINKS)
    sent: list[Application | QuarantinedSubmission] = [*newest, *waiting]
    if not sent:
        return
    email = queue_email(
        EmailKind.APPLICATION_LINKS,
        to_name=sent[0].name,
        # To the address as it was given when applying, never as it was typed just now.
        to_address=sent[0].email,
        context={
            "candidate_id": candidate.id if candidate and newest else None,
            "held_ids": [held.id for held in waiting],
        },
        application_id=newest[0].id if newest else None,
    )
    if not newest:
        db.session.add(QuarantineEmail(email_id=email.id, quarantined_id=waiting[0].id))


def mail_draft_link(draft: Draft, token: str, address: str, remote: str) -> bool:
    """Queue an email with the link to a draft; return False if there were too many."""
    if _counted("draft", address, remote) is None:
        return False
    context = {"draft_id": draft.id, "token": sealed(token)}
    email = queue_email(EmailKind.DRAFT_LINK, to_name="", to_address=address, context=context)
    db.session.add(DraftEmail(email_id=email.id, draft_id=draft.id))
    db.session.flush()
    return True


def sweep() -> None:
    """Delete requests that no limit counts anymore, and expired links to candidates' pages."""
    old = delete(AccessLinkRequest).where(AccessLinkRequest.at < now() - MAX_WINDOW)
    expired = delete(AccessLink).where(AccessLink.created_at < now() - LINK_LIFETIME)
    for statement in (old, expired):
        db.session.execute(statement.execution_options(synchronize_session=False))


def _counted(purpose: str, address: str, remote: str) -> AccessLinkRequest | None:
    by_address = keyed_hash(purpose, normalized(address))
    subjects = {
        "address": by_address,
        "address in a day": by_address,
        "network": keyed_hash("network", network_of(remote)),
    }
    if any(_is_over(LIMITS[name], subject) for name, subject in subjects.items()):
        return None
    request = AccessLinkRequest(subject=by_address)
    db.session.add_all([request, AccessLinkRequest(subject=subjects["network"])])
    db.session.flush()
    return request


def _is_over(limit: Limit, subject: str) -> bool:
    recent = AccessLinkRequest.subject == subject, AccessLinkRequest.at > now() - limit.window
    count = select(func.count()).select_from(AccessLinkRequest).where(*recent)
    return (db.session.scalar(count) or 0) >= limit.requests
