"""Changes to applications that several features make. Nothing here commits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from careers.applications.models import AccessLink, Application, Event
from careers.applications.tokens import new_token, token_hash
from careers.database import db

# The actor in the audit log when no staff member erased something.
BY_CANDIDATE, BY_RETENTION = "the candidate", "the retention period"


@dataclass(frozen=True)
class Arrival:
    """When a submission arrived and what its receipt promises, kept while it waits in quarantine."""

    at: datetime
    reply_due_at: datetime
    reference: str
    fingerprint: str
    # Whether the acknowledgement was already sent.
    is_acknowledged: bool = False
    # Whether the posting must still be open.
    is_new: bool = True


def record_candidate_event(application: Application, kind: str, details: dict[str, Any]) -> Event:
    """Add an event that the candidate caused to the application's timeline."""
    event = Event(
        application_id=application.id,
        kind=kind,
        actor_name=application.name,
        details={**details, "version": application.version},
    )
    db.session.add(event)
    db.session.flush()
    return event


def issue_portal_token(application: Application) -> str:
    """Return a token for the candidate portal to send by email: whoever uses it can read that mailbox."""
    token = new_token()
    access = AccessLink(token_hash=token_hash(token), application_id=application.id, proves_address=True)
    db.session.add(access)
    db.session.flush()
    return token
