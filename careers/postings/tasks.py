"""Background work of this room: postings found under the new name of their department or location."""

from __future__ import annotations

from typing import Any

from careers.database import transaction
from careers.postings.search_index import POSTINGS_INDEX
from careers.postings.uses import INDEX_AGAIN, ids_after
from careers.tasks import task

AT_ONCE = 200


@task(INDEX_AGAIN, lease=600)
def index_again(payload: dict[str, Any]) -> None:
    """Index the postings of a department or location anew, some at a time."""
    last: int | None = 0
    while last is not None:
        with transaction():
            ids = ids_after(payload["kind"], payload["id"], last, AT_ONCE)
            POSTINGS_INDEX.write(ids)
            last = ids[-1] if ids else None
