"""Background work: reindex postings after their department or location was renamed."""

from typing import Any

from careers.database import transaction
from careers.postings.queries import postings_after
from careers.postings.search_index import POSTINGS_INDEX
from careers.tasks import task
from careers.tasks.names import TaskName

BATCH_SIZE = 200


@task(TaskName.REINDEX_POSTINGS, lease=600)
def reindex_postings(payload: dict[str, Any]) -> None:
    """Reindex the postings of a department or location, in a transaction for each batch."""
    last: int | None = 0
    while last is not None:
        with transaction():
            ids = postings_after(payload["kind"], payload["id"], last, BATCH_SIZE)
            POSTINGS_INDEX.write(ids)
            last = ids[-1] if ids else None
