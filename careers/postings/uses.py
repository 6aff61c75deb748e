"""What the postings tell the company's lists: how many belong to a row, and that a new name has to be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, literal, select

from careers.company.uses import Uses
from careers.database import db
from careers.postings.models import Posting, posting_locations
from careers.tasks import enqueue

INDEX_AGAIN = "postings.index_again"
COLUMNS = {"departments": Posting.department_id, "locations": posting_locations.c.location_id}


def counts(kind: str) -> Mapping[int, int]:
    """How many postings belong to each department or location that has any."""
    column = COLUMNS[kind]
    return {row[0]: row[1] for row in db.session.execute(select(column, func.count()).group_by(column))}


def renamed(kind: str, row_id: int) -> None:
    """Let its postings be found under the new name, in the background: there may be thousands."""
    enqueue(INDEX_AGAIN, {"kind": kind, "id": row_id})


def ids_after(kind: str, row_id: int, last: int, limit: int) -> Sequence[int]:
    """The next postings that belong to a department or location."""
    statement = select(Posting.id).where(Posting.id > last, COLUMNS[kind] == row_id)
    if kind == "locations":
        statement = statement.join(posting_locations, posting_locations.c.posting_id == Posting.id)
    return db.session.scalars(statement.order_by(Posting.id).limit(limit)).all()


def stage_use(key: str, _since: datetime | None) -> str:
    """Whether a posting goes through a stage that was chosen for it, in a sentence; empty where none does."""
    chosen = (literal(",") + Posting.stages + literal(",")).contains(f",{key},", autoescape=True)
    return (
        "A posting goes through it." if db.session.scalar(select(Posting.id).where(chosen).limit(1)) else ""
    )


POSTING_USES = Uses(counts, renamed)
