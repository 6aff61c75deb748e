"""Edit the library of rubrics. Nothing here commits."""

from sqlalchemy import func, select

from careers.accounts.models import User
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.database import db
from careers.errors import DomainError
from careers.postings.rubrics.models import Rubric
from careers.versions import claim

MAX_RUBRICS = 200


class TooManyRubrics(DomainError):
    """The library is full."""

    def __init__(self) -> None:
        super().__init__(f"You’ve reached the limit of {MAX_RUBRICS} rubrics. Remove one first.")


def create_rubric(name: str, criteria: str, *, by: User) -> Rubric:
    """Create a rubric. Raises TooManyRubrics."""
    if (db.session.scalar(select(func.count()).select_from(Rubric)) or 0) >= MAX_RUBRICS:
        raise TooManyRubrics
    rubric = Rubric(name=name, criteria=criteria)
    db.session.add(rubric)
    db.session.flush()
    _record("created rubric", rubric, by)
    return rubric


def change_rubric(rubric: Rubric, name: str, criteria: str, *, version: int, by: User) -> None:
    """Save an edit of ``version``. Raises EditConflict."""
    claim(rubric, version)
    rubric.name, rubric.criteria = name, criteria
    db.session.flush()
    _record("changed rubric", rubric, by)


def remove_rubric(rubric: Rubric, *, by: User) -> None:
    """Delete the rubric; postings that used it keep their criteria."""
    _record("removed rubric", rubric, by)
    db.session.delete(rubric)


def _record(action: str, rubric: Rubric, by: User) -> None:
    record(action, by=by, kind=AuditKind.RUBRIC, object_id=rubric.id, details={"name": rubric.name})
