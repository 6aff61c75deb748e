"""The one place that knows what time it is; tests may set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

Day = TypeVar("Day", date, datetime)
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def end_of_day(day: date, zone: str) -> datetime:
    """The instant, in UTC, at which ``day`` is over in the time zone named ``zone``."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def last_day(instant: datetime, zone: str) -> date:
    """The day that ``end_of_day`` turned into ``instant``."""
    return (instant.astimezone(ZoneInfo(zone)) - timedelta(microseconds=1)).date()


def add_working_days(day: Day, days: int) -> Day:
    """``day``, a date or an instant, moved on by ``days`` days, Saturdays and Sundays not counted."""
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


@contextmanager
def frozen(instant: datetime) -> Iterator[None]:
    """Let time stand still at ``instant`` inside the block. For tests, and for the past of the demo."""
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
