"""Reading the queue."""

from __future__ import annotations

from sqlalchemy import select

from careers.database import db
from careers.tasks.models import FAILED, Task


def failed_tasks(limit: int = 100) -> list[Task]:
    """Tasks that kept failing and wait for a person, newest first."""
    return list(
        db.session.scalars(select(Task).where(Task.state == FAILED).order_by(Task.id.desc()).limit(limit))
    )


def task_by_id(task_id: int) -> Task | None:
    """The task of that number, or None."""
    return db.session.get(Task, task_id)
