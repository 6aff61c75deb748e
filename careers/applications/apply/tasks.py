"""Background work of this room: drafts that nobody came back to are deleted."""

from __future__ import annotations

from typing import Any

from careers.applications import queries
from careers.applications.access_links import services as link_services
from careers.applications.apply.draft_services import discard_draft
from careers.applications.candidates import likeness_services
from careers.applications.portal.erasure_services import BY_TIME, erase_applications
from careers.applications.portal.queries import overdue_ids
from careers.applications.quarantine import (
    fingerprint_services,
    queries as quarantine_queries,
    services as quarantine_services,
)
from careers.clock import now
from careers.database import in_transaction, transaction
from careers.documents.storage import current_storage
from careers.tasks import task

AT_ONCE = 100


@task("applications.sweep_drafts", every=3600)
def sweep_drafts(_payload: dict[str, Any]) -> None:
    """Delete expired drafts with their words and files, a hundred at a time."""
    swept = AT_ONCE
    while swept == AT_ONCE:
        with transaction():
            expired = queries.expired_drafts(now(), AT_ONCE)
            for draft in expired:
                discard_draft(draft, storage=current_storage())
            swept = len(expired)


@task("applications.erase_overdue", lease=600, every=86_400)
def erase_overdue(_payload: dict[str, Any]) -> None:
    """Delete applications whose last contact is too long ago, a few at a time."""
    erased = AT_ONCE
    while erased == AT_ONCE:
        with transaction():
            numbers = list(overdue_ids(AT_ONCE))
            erase_applications(numbers, by=BY_TIME, storage=current_storage())
            erased = len(numbers)


@task(likeness_services.TASK)
def compare(payload: dict[str, Any]) -> None:
    """Compare an application's candidate with the others; one that is gone needs nothing."""
    in_transaction(lambda: likeness_services.compare([int(payload["application_id"])]))


@task(likeness_services.ALL)
def compare_all(payload: dict[str, Any]) -> None:
    """Compare the candidates of all applications once more, some at a time."""
    in_transaction(lambda: likeness_services.compare_all(int(payload["after"])))


@task("applications.mail_links")
def mail_links(payload: dict[str, Any]) -> None:
    """Answer somebody who asked for links: by e-mail where the address is known, by nothing where it is not."""
    with transaction():
        link_services.answer_request(payload["request_id"])


@task("applications.sweep_links", every=3600)
def sweep_links(_payload: dict[str, Any]) -> None:
    """Forget requests that no throttle reaches any more, and links that have become too old."""
    with transaction():
        link_services.sweep()


@task(quarantine_services.ADMIT)
def admit_held(payload: dict[str, Any]) -> None:
    """Make an application of what was released from quarantine, unless that was taken back."""
    with transaction():
        quarantine_services.admit(payload["held_id"])


@task("applications.erase_spam", every=3600)
def erase_spam(_payload: dict[str, Any]) -> None:
    """Erase confirmed spam whose time is over, a few at a time."""
    erased = AT_ONCE
    while erased == AT_ONCE:
        with transaction():
            numbers = quarantine_queries.ids_to_erase(AT_ONCE)
            quarantine_services.erase_held(numbers, by=BY_TIME, storage=current_storage())
            erased = len(numbers)


@task("applications.sweep_traces", every=3600)
def sweep_traces(_payload: dict[str, Any]) -> None:
    """Forget by what submissions were counted, as soon as no window reaches it any more."""
    with transaction():
        fingerprint_services.sweep()
