"""Cleanup of the task queue itself."""

from datetime import timedelta
from typing import Any

from careers.database import transaction
from careers.tasks import services
from careers.tasks.names import TaskName
from careers.tasks.registry import task

KEEP_DONE = timedelta(days=7)
BATCH = 1000


@task(TaskName.DELETE_DONE_TASKS, every=3600)
def sweep(_payload: dict[str, Any]) -> None:
    """Delete tasks that were done more than a week ago, in short transactions."""
    deleted = BATCH
    while deleted == BATCH:
        with transaction():
            deleted = services.delete_done(KEEP_DONE, BATCH)
