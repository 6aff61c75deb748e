"""The current time, and days in the company's time zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from flask import current_app

Day = TypeVar("Day", date, datetime)
# The app extension that returns the name of the company's time zone; `company` registers it.
TIME_ZONE = "time_zone"
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """Return the current instant, aware and in UTC."""
    return _frozen.get() or datetime.now(UTC)


def company_zone() -> str:
    """Return the name of the company's time zone."""
    zone: str = current_app.extensions[TIME_ZONE]()
    return zone


def to_local(at: datetime, zone: str | None = None) -> datetime:
    """Return the same instant in the time zone named ``zone``, the company's by default."""
    return at.astimezone(ZoneInfo(zone or company_zone()))


def local_date(at: datetime, zone: str | None = None) -> date:
    """Return the day on which an instant lies in the time zone named ``zone``, the company's by default."""
    return to_local(at, zone).date()


def today() -> date:
    """Return the current day in the company's time zone."""
    return local_date(now())


def end_of_day(day: date, zone: str) -> datetime:
    """Return the instant, in UTC, at which ``day`` is over in the time zone named ``zone``."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def last_day(deadline: datetime, zone: str | None = None) -> date:
    """Return the last day before a deadline: the inverse of ``end_of_day``."""
    return local_date(deadline - timedelta(microseconds=1), zone)


def add_working_days(day: Day, days: int) -> Day:
    """Return ``day``, a date or an instant, moved by ``days`` days, not counting Saturdays and Sundays."""
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def end_of_working_day(days: int, since: datetime | None = None) -> datetime:
    """Return the instant, in UTC, at which the ``days``-th working day after ``since``, or after today, is over."""
    return end_of_day(add_working_days(local_date(since or now()), days), company_zone())


@contextmanager
def frozen(instant: datetime) -> Iterator[None]:
    """Stop the clock at ``instant`` inside the block, for tests and for the demo's past."""
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
