"""Retry while the database is unavailable: logged once per outage, with growing pauses, without giving up."""

import logging
import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from careers.database import is_conflict, is_unavailable

log = logging.getLogger("careers.tasks")

FIRST_WAIT, MAX_WAIT = 0.25, 5.0


class Outage:
    """One database outage, from the first error to the next success."""

    def __init__(self, what: str) -> None:
        self._what, self._errors = what, 0

    def wait_after(self, error: BaseException) -> float:
        """Record an error, logged once per outage; return the seconds to wait before the next attempt."""
        if not self._errors:
            log.error("%s waits: the database cannot be used: %s", self._what, type(error).__name__)
        self._errors += 1
        return min(MAX_WAIT, FIRST_WAIT * 2 ** min(self._errors - 1, 10))

    def is_over(self) -> None:
        """Record a success."""
        if self._errors:
            log.info("%s goes on: the database is back.", self._what)
        self._errors = 0


def retry_until_available(
    operation: Callable[[], None],
    what: str,
    *,
    stop: threading.Event | None = None,
    seconds: float | None = None,
) -> bool:
    """Run ``operation`` (a whole transaction), repeating it while the database is unavailable or busy.

    Returns False if ``stop`` is set or after ``seconds``. Other errors are raised.
    """
    outage, stop = Outage(what), stop or threading.Event()
    deadline = time.monotonic() + (float("inf") if seconds is None else seconds)
    while True:
        try:
            operation()
        except SQLAlchemyError as error:
            if not (is_unavailable(error) or is_conflict(error)):
                raise
            wait = outage.wait_after(error)
            if time.monotonic() + wait > deadline or stop.wait(wait):
                return False
        else:
            outage.is_over()
            return True
