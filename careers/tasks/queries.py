"""Read the task queue."""

from sqlalchemy import select

from careers.database import db
from careers.tasks.models import FAILED, Task


def failed_tasks(limit: int = 100) -> list[Task]:
    """Return failed tasks, newest first."""
    return list(db.session.scalars(select(Task).where(Task.state == FAILED).order_by(Task.id.desc()).limit(limit)))


def task_by_id(task_id: int) -> Task | None:
    """Return the task with this id, or None."""
    return db.session.get(Task, task_id)
