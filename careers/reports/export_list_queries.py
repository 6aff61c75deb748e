"""Candidates, the email log, and the audit log as rows for CSV files, in batches (see ``export_queries``)."""

from collections.abc import Iterator
from typing import Any

from careers.accounts.models import User
from careers.applications.models import Candidate
from careers.audit.models import AuditEntry
from careers.audit.presenters import in_order, said, words_of
from careers.audit.queries import recent_entries
from careers.company.stages.queries import stage_label
from careers.config import current_settings
from careers.database import db
from careers.desk.candidates.queries import Summary, people_named, summaries_of
from careers.desk.candidates.search_queries import CandidateFilter, people_page
from careers.mail.models import OutboundEmail
from careers.mail.queries import emails_page
from careers.reports.export_queries import BATCH, CUT_OFF, Row
from careers.search.query_timeout import SearchTooSlow

PEOPLE_COLUMNS = (
    "Number", "Name", "Email", "Applications", "Last posting", "Stage", "Outcome", "Last applied (UTC)",
    "Opted in to future roles (UTC)", "Email",
)  # fmt: skip
MESSAGE_COLUMNS = (
    "Number", "To", "Email", "Subject", "Type", "Status", "Attempts", "Failed since (UTC)", "Sent (UTC)",
    "Last error",
)  # fmt: skip
RECORD_COLUMNS = ("Number", "Time (UTC)", "User", "Action", "Object", "Object number", "Details")


def people_rows(user: User, wanted: CandidateFilter) -> Iterator[Row]:
    """Yield the people of a list, newest first. Raises SearchTooSlow before the first row only."""
    before: int | None = None
    while True:
        try:
            page = people_page(user, wanted, before, BATCH)
        except SearchTooSlow:
            if before is None:
                raise
            yield [CUT_OFF]
            return
        known, people = summaries_of(user, page.people), people_named(page.people)
        rows = [
            _person(people[person], known[person]) for person in page.people if person in known and person in people
        ]
        before = page.more
        db.session.close()
        yield from rows
        if before is None:
            return


def message_rows(state: str | None) -> Iterator[Row]:
    """Yield the emails in a state, newest first."""
    before: int | None = None
    while found := emails_page(state, before, BATCH):
        rows = [_message(email) for email in found]
        before = found[-1].id
        db.session.close()
        yield from rows


def record_rows() -> Iterator[Row]:
    """Yield the audit log, newest first."""
    before: int | None = None
    while found := recent_entries(before, BATCH):
        rows = [_entry(entry) for entry in found]
        before = found[-1].id
        db.session.close()
        yield from rows


def _person(candidate: Candidate, known: Summary) -> Row:
    return (
        candidate.id,
        candidate.name,
        candidate.email,
        known.count,
        known.posting,
        stage_label(known.stage),
        known.disposition or "",
        known.submitted_at,
        known.future_roles_consent_at,
        f"{current_settings().site_url}/hr/candidates/{candidate.id}",
    )


def _message(email: OutboundEmail) -> Row:
    return (
        email.id,
        email.to_name,
        email.to_address,
        email.subject,
        email.kind_label,
        email.state,
        email.attempts,
        email.created_at,
        email.sent_at,
        email.last_error,
    )


def _entry(entry: AuditEntry) -> Row:
    details: dict[str, Any] = entry.details
    details_text = "; ".join(f"{words_of(name)}: {said(value)}" for name, value in in_order(details))
    return (
        entry.id,
        entry.at,
        entry.actor_name,
        entry.action,
        words_of(entry.object_kind),
        entry.object_id,
        details_text,
    )
