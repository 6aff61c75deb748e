"""Which tasks exist: their queues, leases, periods, and how they are tried again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# What a handler returns is called in the transaction that records the task's outcome; None where there is
# nothing.
Record = Callable[[], None]
Handler = Callable[[dict[str, Any]], Record | None]
OnFailure = Callable[[dict[str, Any], str], None]

# Each queue has a thread of its own in every worker, so that a mail server that hangs holds up mail and
# nothing else, and thousands of messages that nobody waits for hold up only each other ("bulk").
QUEUES = ("default", "mail", "bulk")


@dataclass(frozen=True)
class Policy:
    """How often a failing task is tried; how long it waits: ``first`` seconds, doubling up to ``longest``."""

    limit: int
    first: float
    longest: float

    def delay(self, attempts: int) -> float:
        """Seconds to wait after so many failures: exponential with full jitter, so that a crowd spreads."""
        return random.uniform(0, min(self.longest, self.first * 2 ** min(attempts - 1, 30)))  # noqa: S311


# Full jitter halves the waits: on average "default" gives up after ten minutes, "patient" after a day.
POLICIES = {
    "once": Policy(limit=1, first=0, longest=0),
    "default": Policy(limit=9, first=5, longest=600),
    "patient": Policy(limit=60, first=5, longest=3600),
}


class Postpone(Exception):
    """Raised by a handler that cannot do its work yet: the try does not count, the task never fails for it.

    ``seconds`` is how long this task waits. ``pause`` makes the whole queue of this worker wait that many
    seconds: what the work needs is away, and asking for it once per task would only hammer it. ``record`` is
    called in the transaction that puts the task back.
    """

    def __init__(
        self, seconds: float, reason: str = "", *, pause: float = 0, record: Record | None = None
    ) -> None:
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
    """Register ``handler(payload)`` as the work that tasks called ``name`` do.

    The handler runs in an app context and outside any transaction; it opens its own. It may run more than
    once for one task (a worker may die after the work and before the record of it), so doing it again must do
    no harm. It returns None, or a function that the worker calls in the transaction that records the task as
    done, so that both are written or neither; that transaction waits for a database that is away.

    ``lease``: seconds after which a task of a killed worker is taken up again; a living worker renews it.
    ``retries``: a key of ``POLICIES``. ``every``: run it by itself every so many seconds; it is then never
    failed. ``on_failure(payload, error)``: called in the transaction that gives a task up after its last failure.
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
    # During an upgrade an old worker may meet a new task: it fails, and is tried again when the new worker
    # runs.
    raise LookupError("no task is registered under this name")


def kind_of(name: str) -> TaskKind:
    """What is registered under ``name``; for an unknown name, a kind that always fails."""
    return _kinds.get(name) or TaskKind(name, _unknown, "default", 60, POLICIES["default"])


def periodic_kinds() -> list[TaskKind]:
    """The kinds that run by themselves."""
    return [kind for kind in _kinds.values() if kind.every is not None]
