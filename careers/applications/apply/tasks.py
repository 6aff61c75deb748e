"""Background work of applying: delete expired drafts, and admit submissions released from quarantine."""

from typing import Any

from careers.applications import queries
from careers.applications.apply.admission_services import admit
from careers.applications.draft_services import discard_draft
from careers.clock import now
from careers.database import transaction
from careers.documents.storage import current_storage
from careers.tasks import task
from careers.tasks.names import TaskName

BATCH = 100


@task(TaskName.DELETE_OLD_DRAFTS, every=3600)
def sweep_drafts(_payload: dict[str, Any]) -> None:
    """Delete expired drafts with their files, a batch at a time."""
    swept = BATCH
    while swept == BATCH:
        with transaction():
            expired = queries.expired_drafts(now(), BATCH)
            for draft in expired:
                discard_draft(draft, storage=current_storage())
            swept = len(expired)


@task(TaskName.ADMIT_QUARANTINED)
def admit_held(payload: dict[str, Any]) -> None:
    """Turn a released submission into an application, unless the release was undone."""
    with transaction():
        admit(payload["quarantined_id"])
