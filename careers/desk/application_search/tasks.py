"""Background work of this room: what can be searched follows what was written."""

from __future__ import annotations

from typing import Any

from careers.database import transaction
from careers.desk.application_search.search_index import index_applications
from careers.tasks import task
from careers.tasks.names import TaskName


@task(TaskName.INDEX_APPLICATION)
def index(payload: dict[str, Any]) -> None:
    """Index one application anew; one that is gone needs nothing."""
    with transaction():
        index_applications([int(payload["application_id"])])
