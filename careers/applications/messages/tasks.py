"""Send messages whose delay is over."""

from typing import Any

from careers.applications import queries
from careers.applications.messages import queries as message_queries, services as message_services
from careers.clock import now
from careers.database import in_transaction
from careers.tasks import task
from careers.tasks.names import TaskName

AT_ONCE = 200


@task(TaskName.RELEASE_MESSAGE)
def release_message(payload: dict[str, Any]) -> None:
    """Send a message, unless it was retracted or already sent."""
    _release(payload["message_id"])


@task(TaskName.REQUEUE_MESSAGES, every=300)
def sweep_messages(_payload: dict[str, Any]) -> None:
    """Send every message whose delay is over, even if its task was lost, each in its own transaction."""
    for number in message_queries.due_message_ids(now(), AT_ONCE):
        _release(number)


def _release(message_id: int) -> None:
    def act() -> None:
        message = message_queries.message_with_text(message_id)
        application = queries.whole_application(message.application_id) if message else None
        if message is not None and application is not None:
            message_services.release(message, application)

    in_transaction(act)
