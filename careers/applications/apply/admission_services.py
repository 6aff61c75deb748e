"""What becomes of a submission: an application, or, where enough speaks against it, something to be looked at first."""

from __future__ import annotations

from careers.applications.apply.submission_services import (
    arriving_now,
    require_open,
    same_application,
    submit_draft,
)
from careers.applications.models import Draft
from careers.applications.quarantine.fingerprint_services import leave_traces
from careers.applications.quarantine.services import hold, join, same_held
from careers.applications.quarantine.spam_rules import findings_of, is_suspicious
from careers.database import db
from careers.postings.models import Posting


def take_in(draft: Draft, token: str, *, privacy_version: str, remote: str) -> None:
    """Submit a draft, once. Whoever sends it gets the same receipt, wherever it goes.

    The caller has validated the answers and holds the draft's row. Raises PostingClosed.
    """
    if draft.is_sent:
        return
    posting = db.session.get_one(Posting, draft.posting_id)
    require_open(posting)
    arrival = arriving_now(draft, posting)
    held = same_held(posting.id, arrival.fingerprint)
    if held is not None:
        join(held, draft, token)
        draft.sealed = None  # those of the first sending are counted, with it
        return
    evidence = leave_traces(draft, remote)
    findings = findings_of(evidence)
    if is_suspicious(findings) and same_application(posting.id, arrival.fingerprint) is None:
        hold(draft, token, arrival, privacy_version, findings, mailed_today=evidence.from_address_in_a_day)
        return
    submit_draft(draft, token, privacy_version=privacy_version, arrival=arrival)
