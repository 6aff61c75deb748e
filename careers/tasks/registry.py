"""The registered tasks, with their queues, leases, periods, and retry policies."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# What a handler returns is called in the transaction that records the task's outcome; None if there is nothing to
# record.
Record = Callable[[], None]
Handler = Callable[[dict[str, Any]], Record | None]
OnFailure = Callable[[dict[str, Any], str], None]

# Each queue has its own thread in every worker, so that a hanging mail server delays only email, and thousands of
# low-priority messages delay only each other ("bulk").
QUEUES = ("default", "mail", "bulk")


@dataclass(frozen=True)
class Policy:
    """How often a failing task is tried, and how long it waits: ``first`` seconds, doubling up to ``longest``."""

    limit: int
    first: float
    longest: float

    def delay(self, attempts: int) -> float:
        """Return the seconds to wait after so many failures: exponential with full jitter, which spreads load."""
        return random.uniform(0, min(self.longest, self.first * 2 ** min(attempts - 1, 30)))  # noqa: S311


# Full jitter halves the waits: on average "default" gives up after ten minutes, "patient" after a day.
POLICIES = {
    "once": Policy(limit=1, first=0, longest=0),
    "default": Policy(limit=9, first=5, longest=600),
    "patient": Policy(limit=60, first=5, longest=3600),
}


class Postpone(Exception):
    """Raised by a handler that can't run yet: the attempt doesn't count.

    ``seconds`` is how long this task waits. ``pause`` makes this worker's whole queue wait that many seconds, because
    what the task needs is unavailable to all of them. ``record`` is called in the transaction that puts the task
    back.
    """

    def __init__(self, seconds: float, reason: str = "", *, pause: float = 0, record: Record | None = None) -> None:
        super().__init__(reason)
        self.seconds, self.reason, self.pause, self.record = seconds, reason, pause, record


@dataclass(frozen=True)
class TaskKind:
    """What ``@task`` registered under a name."""

    name: str
    handler: Handler
    queue: str
    lease: float
    policy: Policy
    every: float | None = None
    on_failure: OnFailure | None = None


_kinds: dict[str, TaskKind] = {}


def task(
    name: str,
    queue: str = "default",
    *,
    lease: float = 60,
    retries: str = "default",
    every: float | None = None,
    on_failure: OnFailure | None = None,
) -> Callable[[Handler], Handler]:
    """Register ``handler(payload)`` for the tasks called ``name``.

    The handler runs in an app context and outside any transaction; it opens its own. It may run more than once for a
    task (a worker may die after the work and before recording it), so repeating it must do no harm. It returns None,
    or a function that the worker calls in the transaction that records the task as done, so that both are written or
    neither; that transaction is retried while the database is unavailable.

    ``lease``: seconds after which a killed worker's task is taken over; a live worker renews it. ``retries``: a key
    of ``POLICIES``. ``every``: run it periodically, every so many seconds; it then never fails for good.
    ``on_failure(payload, error)``: called in the transaction that marks a task as failed after its last attempt.
    """
    if queue not in QUEUES:
        raise ValueError(f"no worker looks after the queue {queue!r}")

    def add(handler: Handler) -> Handler:
        known = _kinds.get(name)
        if known is not None and known.handler is not handler:
            raise ValueError(f"the task {name!r} is already registered")
        _kinds[name] = TaskKind(name, handler, queue, lease, POLICIES[retries], every, on_failure)
        return handler

    return add


def _unknown(_payload: dict[str, Any]) -> None:
    # During an upgrade, an old worker may get a new task: it fails, and is retried once the new worker runs.
    raise LookupError("no task is registered under this name")


def kind_of(name: str) -> TaskKind:
    """Return what is registered under ``name``; for an unknown name, a kind that always fails."""
    return _kinds.get(name) or TaskKind(name, _unknown, "default", 60, POLICIES["default"])


def periodic_kinds() -> list[TaskKind]:
    """Return the kinds that run periodically."""
    return [kind for kind in _kinds.values() if kind.every is not None]
