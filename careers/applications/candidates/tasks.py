"""Background comparison of candidates."""

from typing import Any

from careers.applications.candidates import duplicate_services
from careers.database import in_transaction
from careers.tasks import task
from careers.tasks.names import TaskName


@task(TaskName.FIND_DUPLICATES)
def compare(payload: dict[str, Any]) -> None:
    """Compare an application's candidate with the others; do nothing if the application is gone."""
    in_transaction(lambda: duplicate_services.compare([int(payload["application_id"])]))


@task(TaskName.FIND_ALL_DUPLICATES)
def compare_all(payload: dict[str, Any]) -> None:
    """Compare the candidates of all applications again, a batch at a time."""
    in_transaction(lambda: duplicate_services.compare_all(int(payload["after"])))
