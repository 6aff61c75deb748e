"""Background work for the quarantine: erase what has expired."""

from typing import Any

from careers.applications.quarantine import fingerprint_services, queries, services
from careers.applications.services import BY_RETENTION
from careers.database import transaction
from careers.documents.storage import current_storage
from careers.tasks import task
from careers.tasks.names import TaskName

BATCH = 100


@task(TaskName.DELETE_OLD_SPAM, every=3600)
def erase_spam(_payload: dict[str, Any]) -> None:
    """Erase submissions that were kept long enough, a batch at a time."""
    erased = BATCH
    while erased == BATCH:
        with transaction():
            ids = queries.ids_to_erase(BATCH)
            services.erase_held(ids, by=BY_RETENTION, storage=current_storage())
            erased = len(ids)


@task(TaskName.DELETE_OLD_FINGERPRINTS, every=3600)
def sweep_fingerprints(_payload: dict[str, Any]) -> None:
    """Delete fingerprints that no spam rule counts anymore."""
    with transaction():
        fingerprint_services.sweep()
