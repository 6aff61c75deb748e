"""Change tasks: enqueue, claim, renew, finish, fail, postpone, and retry."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from careers.clock import now
from careers.database import db
from careers.tasks.models import DONE, FAILED, READY, Task
from careers.tasks.registry import QUEUES, kind_of, periodic_kinds

# Several candidates are considered, because another worker may claim the first ones in between.
CANDIDATES = 8
MAX_ERROR_LENGTH = 4000


@dataclass(frozen=True)
class Claim:
    """A task that this worker holds: nobody else gets it until its lease ends. ``attempts`` includes this one.

    ``every`` is the period in seconds of a periodic task; None for others.
    """

    task_id: int
    name: str
    payload: dict[str, Any]
    attempts: int
    token: str
    every: float | None = None


def enqueue(
    name: str,
    payload: dict[str, Any] | None = None,
    *,
    queue: str | None = None,
    run_at: datetime | None = None,
    unique_key: str | None = None,
) -> Task:
    """Write a task in the caller's transaction: it exists if and only if that transaction commits.

    ``payload`` is JSON, preferably only ids: rows may have changed when the task runs. ``run_at`` is the earliest
    time, by default now. With ``unique_key`` (at most 120 characters) there is one pending task per key: an existing
    one is returned, and runs at the earlier of the two times. A running task counts as pending.
    """
    queue = queue or kind_of(name).queue
    if queue not in QUEUES:
        raise ValueError(f"no worker looks after the queue {queue!r}")
    new = Task(name=name, payload=payload or {}, queue=queue, run_at=run_at or now(), unique_key=unique_key)
    if unique_key is not None:
        return _add_or_bring_forward(new)
    db.session.add(new)
    db.session.flush()
    return new


def _add_or_bring_forward(new: Task) -> Task:
    key, run_at = new.unique_key, new.run_at
    pending = _with_key(key)
    if pending is None:
        # The caller's pending changes are flushed first: an error in them must not look like a duplicate key.
        db.session.flush()
        try:
            with db.session.begin_nested():
                db.session.add(new)
            return new
        except IntegrityError:
            # Another transaction inserted the same key in between.
            pending = _with_key(key)
            if pending is None:
                raise
    pending.run_at = min(pending.run_at, run_at)
    db.session.flush()
    return pending


def _with_key(unique_key: str | None) -> Task | None:
    return db.session.scalar(select(Task).where(Task.unique_key == unique_key))


def ensure_periodic() -> None:
    """Create the row of each periodic task that has none; existing ones keep their schedule."""
    names = {f"every:{kind.name}": kind.name for kind in periodic_kinds()}
    there = set(db.session.scalars(select(Task.unique_key).where(Task.unique_key.in_(names))))
    for key in sorted(names.keys() - there):
        enqueue(names[key], unique_key=key)


def is_due(queue: str) -> bool:
    """Return whether there is something to claim, without taking a lock; used for polling."""
    return db.session.scalar(select(Task.id).where(*_claimable(queue)).limit(1)) is not None


def claim(queue: str) -> Claim | None:
    """Claim the longest waiting task, or return None if none is due.

    Finding and claiming are two steps, and only the second decides: it checks again, on one row by primary key, that
    the task is free. That works on every database at READ COMMITTED without FOR UPDATE (which SQLite ignores) and
    without the scan that MariaDB makes for an UPDATE with a subquery.
    """
    due = select(Task.id, Task.name).where(*_claimable(queue)).order_by(Task.run_at, Task.id).limit(CANDIDATES)
    for task_id, name in db.session.execute(due).all():
        token = secrets.token_hex(16)
        until = now() + timedelta(seconds=kind_of(name).lease)
        values = {"lease_token": token, "leased_until": until, "attempts": Task.attempts + 1}
        if _update(Task.id == task_id, *_claimable(queue), values=values):
            return _held(token)
    return None


def _held(token: str) -> Claim:
    columns = select(Task.id, Task.name, Task.payload, Task.attempts, Task.unique_key)
    task_id, name, payload, attempts, key = db.session.execute(columns.where(Task.lease_token == token)).one()
    every = kind_of(name).every if key == f"every:{name}" else None
    return Claim(task_id, name, payload, attempts, token, every)


def _claimable(queue: str) -> tuple[ColumnElement[bool], ...]:
    instant = now()
    is_free = or_(Task.leased_until.is_(None), Task.leased_until < instant)
    return Task.state == READY, Task.queue == queue, Task.run_at <= instant, is_free


def _update(*conditions: ColumnElement[bool], values: dict[str, Any]) -> bool:
    statement = update(Task).where(*conditions).values(values).execution_options(synchronize_session=False)
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount == 1


def renew(claims: Iterable[Claim]) -> None:
    """Extend the leases of tasks that are still running."""
    for held in claims:
        until = now() + timedelta(seconds=kind_of(held.name).lease)
        _update(Task.id == held.task_id, Task.lease_token == held.token, values={"leased_until": until})


def finish(claim: Claim) -> bool:
    """Record the task as done; a periodic task is scheduled again. Return False if the lease was lost."""
    if claim.every is not None:
        return _release(claim, run_at=now() + timedelta(seconds=claim.every), attempts=0, last_error=None)
    return _release(claim, state=DONE, finished_at=now(), unique_key=None, last_error=None)


def postpone(claim: Claim, seconds: float, reason: str) -> bool:
    """Put the task back without counting the attempt. Return False if the lease was lost."""
    return _release(claim, run_at=now() + timedelta(seconds=seconds), attempts=0, last_error=_bounded(reason))


def fail(claim: Claim, error: str) -> bool:
    """Record a failed attempt: the task is retried later, or marked as failed after the last one. Return False if the
    lease was lost.

    A periodic task is never marked as failed, because nobody would enqueue it again: it runs again on its next date
    at the latest.
    """
    policy = kind_of(claim.name).policy
    if claim.attempts >= policy.limit and claim.every is None:
        return _give_up(claim, error)
    delay = min(policy.delay(claim.attempts), claim.every or policy.longest)
    return _release(claim, run_at=now() + timedelta(seconds=delay), last_error=_bounded(error))


def _give_up(claim: Claim, error: str) -> bool:
    failed = _release(claim, state=FAILED, finished_at=now(), unique_key=None, last_error=_bounded(error))
    on_failure = kind_of(claim.name).on_failure
    if failed and on_failure is not None:
        on_failure(claim.payload, error)
    return failed


def _release(claim: Claim, **values: Any) -> bool:
    values |= {"lease_token": None, "leased_until": None}
    return _update(Task.id == claim.task_id, Task.lease_token == claim.token, values=values)


def _bounded(error: str) -> str:
    return error[:MAX_ERROR_LENGTH]


def retry(task: Task) -> None:
    """Run a failed task again now, with a full set of attempts. Other tasks stay as they are."""
    if task.state != FAILED:
        return
    task.state, task.attempts, task.run_at, task.finished_at = READY, 0, now(), None
    db.session.flush()


def delete_done(older_than: timedelta, at_most: int) -> int:
    """Delete tasks that were done longer ago than that; return how many. Failed ones stay."""
    cutoff = now() - older_than
    # run_at is always before finished_at, and is in the index.
    old = select(Task.id).where(Task.state == DONE, Task.run_at < cutoff, Task.finished_at < cutoff).limit(at_most)
    ids = db.session.scalars(old).all()
    if ids:
        db.session.execute(delete(Task).where(Task.id.in_(ids)).execution_options(synchronize_session=False))
    return len(ids)
