"""Background work: index postings again after their department or location was renamed."""

from typing import Any

from careers.database import transaction
from careers.postings.queries import postings_after
from careers.postings.search_index import POSTINGS_INDEX
from careers.tasks import task
from careers.tasks.names import TaskName

BATCH_SIZE = 200


@task(TaskName.REINDEX_POSTINGS, lease=600)
def index_again(payload: dict[str, Any]) -> None:
    """Index the postings of a department or location again, a batch per transaction."""
    last: int | None = 0
    while last is not None:
        with transaction():
            ids = postings_after(payload["kind"], payload["id"], last, BATCH_SIZE)
            POSTINGS_INDEX.write(ids)
            last = ids[-1] if ids else None
