"""The worker: runs tasks one after the other, with a thread per queue, and survives every error."""

import logging
import threading
import time
import traceback
from dataclasses import dataclass

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from careers.database import transaction
from careers.tasks import services
from careers.tasks.db_retry import Outage, retry_until_available
from careers.tasks.registry import QUEUES, Postpone, Record, kind_of
from careers.tasks.services import Claim

log = logging.getLogger("careers.tasks")

POLL = 0.4
RENEW_EVERY = 4.0
ENSURE_EVERY = 60.0


@dataclass(frozen=True)
class Outcome:
    """The result of running a task: no ``error`` means done; ``postponed`` is in seconds, or None if the attempt
    counts.

    """

    error: str = ""
    postponed: float | None = None
    pause: float = 0
    record: Record | None = None


class Held:
    """The claims that this process is working on, for the thread that renews their leases."""

    def __init__(self) -> None:
        self._claims: dict[int, Claim] = {}

    def add(self, claim: Claim) -> None:
        """Start renewing a claim."""
        self._claims[claim.task_id] = claim

    def drop(self, claim: Claim) -> None:
        """Stop renewing a claim."""
        self._claims.pop(claim.task_id, None)

    def all(self) -> list[Claim]:
        """Return the current claims."""
        return list(self._claims.values())


def run_worker(app: Flask, *, stop: threading.Event, once: bool = False) -> None:
    """Work until ``stop`` is set; a running task is finished first.

    With ``once``: run everything that is due in the calling thread, and return. Any number of workers, as threads or
    processes on any machines with synchronized clocks, may run at once; none takes a task that another holds. Every
    task runs at least once.
    """
    if once:
        _run_what_is_due(app, stop)
        return
    held, finished = Held(), threading.Event()
    housekeeping = threading.Thread(target=_keep_house, args=(app, finished, held), name="worker-housekeeping")
    servers = [
        threading.Thread(target=_serve, args=(app, queue, stop, held), name=f"worker-{queue}") for queue in QUEUES
    ]
    for thread in (housekeeping, *servers):
        thread.start()
    for thread in servers:
        thread.join()
    finished.set()
    housekeeping.join()


def _run_what_is_due(app: Flask, stop: threading.Event) -> None:
    with app.app_context(), transaction():
        services.ensure_periodic()
    queues, held = set(QUEUES), Held()
    while queues and not stop.is_set():
        ran = False
        for queue in sorted(queues):
            pause = run_next(app, queue, stop=stop, held=held)
            ran = ran or pause is not None
            if pause:
                queues.discard(queue)
        if not ran:
            return


def _serve(app: Flask, queue: str, stop: threading.Event, held: Held) -> None:
    """Run the loop of one queue's thread."""
    outage = Outage(f"The worker of the queue {queue}")
    while not stop.is_set():
        try:
            pause = run_next(app, queue, stop=stop, held=held)
            outage.is_over()
        except SQLAlchemyError as error:
            pause = outage.wait_after(error)
        except Exception:
            log.exception("The worker of the queue %s met an error of its own and goes on.", queue)
            pause = 5.0
        stop.wait(POLL if pause is None else pause)


def run_next(app: Flask, queue: str, *, stop: threading.Event, held: Held) -> float | None:
    """Run the next due task of a queue. Return the seconds to pause before the next; None if none was due."""
    claim = _claim(app, queue)
    if claim is None:
        return None
    held.add(claim)
    try:
        outcome = _run(app, claim)
        _settle(app, claim, outcome, stop)
    finally:
        held.drop(claim)
    return outcome.pause


def _claim(app: Flask, queue: str) -> Claim | None:
    with app.app_context():
        # Checked first, so that an idle worker never takes SQLite's only write lock.
        if not services.is_due(queue):
            return None
        with transaction():
            return services.claim(queue)


def _run(app: Flask, claim: Claim) -> Outcome:
    kind = kind_of(claim.name)
    if claim.attempts > kind.policy.limit and claim.every is None:
        # A failed attempt would have been recorded; only a worker that died during the task leads here.
        return Outcome(error="The worker died in the middle of the last try.")
    try:
        with app.app_context():
            return Outcome(record=kind.handler(claim.payload))
    except Postpone as later:
        return Outcome(later.reason or "postponed", later.seconds, later.pause, later.record)
    except (Exception, SystemExit) as error:  # noqa: BLE001  it is recorded, and the worker lives on
        return _failure(claim, error)


def _failure(claim: Claim, error: BaseException) -> Outcome:
    # The error's text may contain candidate data, so it goes into the row and not into the log.
    places = "".join(traceback.format_tb(error.__traceback__)[-6:])
    log.error(
        "Task %d (%s) failed, attempt %d: %s\n%s",
        claim.task_id,
        claim.name,
        claim.attempts,
        type(error).__name__,
        places,
    )
    return Outcome(error=f"{type(error).__name__}: {error}")


def _settle(app: Flask, claim: Claim, outcome: Outcome, stop: threading.Event) -> None:
    what = f"The outcome of task {claim.task_id}"
    try:
        retry_until_available(lambda: _record(app, claim, outcome), what, stop=stop)
    except Exception as error:  # noqa: BLE001
        # What the handler wanted to record can't be written: the attempt failed, and the task is retried.
        failure = _failure(claim, error)
        retry_until_available(lambda: _record(app, claim, failure), what, stop=stop)


def _record(app: Flask, claim: Claim, outcome: Outcome) -> None:
    with app.app_context(), transaction():
        if outcome.record is not None:
            outcome.record()
        if not outcome.error:
            kept = services.finish(claim)
        elif outcome.postponed is not None:
            kept = services.postpone(claim, outcome.postponed, outcome.error)
        else:
            kept = services.fail(claim, outcome.error)
    if not kept:
        log.warning("Task %d (%s) was no longer held by this worker.", claim.task_id, claim.name)


def _keep_house(app: Flask, finished: threading.Event, held: Held) -> None:
    """Renew the leases of running tasks, and make sure that periodic tasks exist."""
    outage, ensure_at = Outage("Renewing leases"), 0.0
    while not finished.is_set():
        claims, is_time = held.all(), time.monotonic() >= ensure_at
        try:
            if claims or is_time:
                with app.app_context(), transaction():
                    services.renew(claims)
                    if is_time:
                        services.ensure_periodic()
            outage.is_over()
            ensure_at = time.monotonic() + ENSURE_EVERY if is_time else ensure_at
        except SQLAlchemyError as error:
            outage.wait_after(error)
        finished.wait(RENEW_EVERY)
