"""Letters whose waiting time is over go out."""

from __future__ import annotations

from typing import Any

from careers.applications import queries
from careers.applications.messages import queries as letter_queries, services as letter_services
from careers.clock import now
from careers.database import in_transaction
from careers.tasks import task

AT_ONCE = 200


@task(letter_services.RELEASE)
def release_letter(payload: dict[str, Any]) -> None:
    """Let one letter go, unless it was taken back or has gone already."""
    _release(payload["letter_id"])


@task("applications.sweep_letters", every=300)
def sweep_letters(_payload: dict[str, Any]) -> None:
    """Let every letter go whose time is over, whatever became of its task, each in a transaction of its own."""
    for number in letter_queries.due_letter_ids(now(), AT_ONCE):
        _release(number)


def _release(letter_id: int) -> None:
    def act() -> None:
        letter = letter_queries.letter_with_text(letter_id)
        application = queries.whole_application(letter.application_id) if letter else None
        if letter is not None and application is not None:
            letter_services.release(letter, application)

    in_transaction(act)
