"""Background updates of the applications' search index."""

from typing import Any

from careers.database import transaction
from careers.desk.application_search.search_index import index_applications
from careers.tasks import task
from careers.tasks.names import TaskName


@task(TaskName.INDEX_APPLICATION)
def index(payload: dict[str, Any]) -> None:
    """Update the search index of an application; ignore one that no longer exists."""
    with transaction():
        index_applications([int(payload["application_id"])])
