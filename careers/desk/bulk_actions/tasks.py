"""Run bulk actions whose delay is over, in chunks, with one transaction per application."""

from typing import Any

from careers.clock import now
from careers.database import in_transaction, transaction
from careers.desk.bulk_actions import queries, services
from careers.errors import DomainError
from careers.tasks import enqueue, task
from careers.tasks.names import TaskName

CHUNK = 25
MAX_DRAFTS = 100


@task(TaskName.RUN_BULK_ACTION, lease=120)
def run_bulk_action(payload: dict[str, Any]) -> Any:
    """Process a chunk, and queue a task for the next one. Running it twice does nothing twice."""
    bulk_action_id: int = payload["bulk_action_id"]
    if not in_transaction(lambda: services.begin_bulk_action(bulk_action_id)):
        return None
    numbers = queries.planned_ids(bulk_action_id, CHUNK)
    for number in numbers:
        _do(bulk_action_id, number)
    if len(numbers) < CHUNK:
        in_transaction(lambda: services.finish_bulk_action(bulk_action_id))
        return None
    # Queued when this task finishes, because until then it holds the key of the bulk action's only pending task.
    return lambda: enqueue(TaskName.RUN_BULK_ACTION, {"bulk_action_id": bulk_action_id}) and None


@task(TaskName.DELETE_OLD_BULK_ACTIONS, every=300)
def sweep_bulk_actions(_payload: dict[str, Any]) -> None:
    """Make sure that every due bulk action has a task, and delete unconfirmed ones."""
    due = queries.due_bulk_ids(now(), CHUNK)
    with transaction():
        for number in due:
            enqueue(
                TaskName.RUN_BULK_ACTION,
                {"bulk_action_id": number},
                unique_key=f"{TaskName.RUN_BULK_ACTION}:{number}",
            )
        services.delete_old_drafts(MAX_DRAFTS)


def _do(bulk_action_id: int, application_id: int) -> None:
    def act() -> None:
        bulk_action, found = (
            queries.bulk_action_by_id(bulk_action_id),
            queries.items_of(bulk_action_id, application_id - 1, 1),
        )
        if found and found[0].application_id == application_id:
            services.do_item(bulk_action, found[0], found[0].application)

    try:
        in_transaction(act)
    except DomainError as error:
        problem = str(error)
        in_transaction(lambda: services.refuse_item(queries.bulk_action_by_id(bulk_action_id), application_id, problem))
