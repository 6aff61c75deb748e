"""Erase applications when their retention period is over."""

from typing import Any

from careers.applications.services import BY_RETENTION
from careers.database import transaction
from careers.documents.storage import current_storage
from careers.privacy.erasure_services import erase_applications
from careers.privacy.queries import overdue_ids
from careers.tasks import task
from careers.tasks.names import TaskName

BATCH = 100


@task(TaskName.ERASE_OVERDUE, lease=600, every=86_400)
def erase_overdue(_payload: dict[str, Any]) -> None:
    """Erase applications whose retention period is over, a batch at a time."""
    erased = BATCH
    while erased == BATCH:
        with transaction():
            ids = list(overdue_ids(BATCH))
            erase_applications(ids, by=BY_RETENTION, storage=current_storage())
            erased = len(ids)
