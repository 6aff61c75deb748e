"""Read the library of rubrics."""

from collections.abc import Sequence

from sqlalchemy import select

from careers.database import db
from careers.postings.rubrics.models import Rubric


def rubrics() -> Sequence[Rubric]:
    """Return all rubrics by name."""
    return db.session.scalars(select(Rubric).order_by(Rubric.name, Rubric.id)).all()


def rubric_by_id(rubric_id: int) -> Rubric | None:
    """Return the rubric as the database has it now, or None."""
    return db.session.get(Rubric, rubric_id, populate_existing=True)
