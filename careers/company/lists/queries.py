"""Reading the company's lists for whoever edits them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort
from sqlalchemy import select

from careers.company.lists.definitions import Kind, Row
from careers.database import db


def rows_of(kind: Kind) -> Sequence[Row]:
    """All rows of a list in their order, retired ones last."""
    model: Any = kind.model
    order = [model.position, getattr(model, kind.name), model.id]
    if kind.is_used:
        order.insert(0, model.is_retired)
    return db.session.scalars(select(model).order_by(*order)).all()


def row_called(kind: Kind, row_id: int) -> Row:
    """One row of a list; 404 where there is none."""
    row: Row | None = db.session.get(kind.model, row_id, populate_existing=True)  # type: ignore[assignment]
    if row is None:
        abort(404)
    return row
