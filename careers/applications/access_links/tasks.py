"""Background work for links by email."""

from typing import Any

from careers.applications.access_links import services
from careers.database import transaction
from careers.tasks import task
from careers.tasks.names import TaskName


@task(TaskName.MAIL_APPLICATION_LINKS)
def mail_links(payload: dict[str, Any]) -> None:
    """Answer a request for links, with an email if the address is known."""
    with transaction():
        services.answer_request(payload["request_id"])


@task(TaskName.DELETE_OLD_LINKS, every=3600)
def sweep_links(_payload: dict[str, Any]) -> None:
    """Delete old requests and expired links."""
    with transaction():
        services.sweep()
