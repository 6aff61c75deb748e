"""Read the company's lists for editing."""

from collections.abc import Sequence
from typing import Any

from flask import abort
from sqlalchemy import select

from careers.company.lists.definitions import ListType, Row
from careers.company.signals import counting_postings
from careers.database import db


def rows_of(kind: ListType) -> Sequence[Row]:
    """Return all rows of a list in their order, retired ones last."""
    model: Any = kind.model
    order = [model.position, getattr(model, kind.name), model.id]
    if kind.is_used:
        order.insert(0, model.is_archived)
    return db.session.scalars(select(model).order_by(*order)).all()


def row_by_id(kind: ListType, row_id: int) -> Row:
    """Return a row of the list as it is now; 404 if there is none."""
    row: Row | None = db.session.get(kind.model, row_id, populate_existing=True)  # type: ignore[assignment]
    if row is None:
        abort(404)
    return row


def posting_counts(kind: ListType) -> dict[int, int]:
    """Return how many postings belong to each row of the list that has any, by the row's id."""
    answers = counting_postings.send(None, list_key=kind.key) if kind.is_used else []
    return {row_id: count for _, counts in answers for row_id, count in counts.items()}
