"""Background work: publish scheduled drafts."""

from functools import partial
from typing import Any

from careers.database import in_transaction
from careers.errors import DomainError
from careers.postings.readiness_services import NotReady
from careers.postings.schedule.queries import due_postings
from careers.postings.schedule.services import cancel_failed_publication, publish_scheduled
from careers.tasks import task
from careers.tasks.names import TaskName

BATCH_SIZE = 100


@task(TaskName.PUBLISH_SCHEDULED, every=30)
def publish_due(_payload: dict[str, Any]) -> None:
    """Publish every draft whose time has come, each in a transaction of its own."""
    for posting_id in due_postings(BATCH_SIZE):
        try:
            in_transaction(partial(publish_scheduled, posting_id))
        except DomainError as error:
            problems = error.problems if isinstance(error, NotReady) else [str(error)]
            in_transaction(partial(cancel_failed_publication, posting_id, problems))
