"""Instants as days and hours of the place where the company is, for people to read."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from careers.clock import add_working_days, end_of_day, last_day, now
from careers.company.queries import company_profile


def zone_name() -> str:
    """The company's time zone. Pages that say many instants ask once, and hand it on as ``zone``."""
    return company_profile().time_zone


def local(at: datetime, zone: str | None = None) -> datetime:
    """The same instant in the company's time zone."""
    return at.astimezone(ZoneInfo(zone or zone_name()))


def day_of(at: datetime) -> date:
    """The company's day on which something happened."""
    return local(at).date()


def today() -> date:
    """The company's day now."""
    return day_of(now())


def due_day(at: datetime, zone: str | None = None) -> date:
    """The day that is over at ``at``, or during which it lies: by its end something was promised."""
    return last_day(at, zone or zone_name())


def end_of_working_day(days: int, since: datetime | None = None) -> datetime:
    """The instant, in UTC, at which the ``days``-th working day after today, or after ``since``, is over."""
    return end_of_day(add_working_days(day_of(since or now()), days), zone_name())


def hour_of(at: datetime, *, seconds: bool = False) -> str:
    """Such as "14:05 PST"; a zone that has no letters of its own is named by its distance to UTC."""
    return hour_said(local(at), seconds=seconds)


def hour_said(here: datetime, *, seconds: bool = False) -> str:
    """The same, of what ``local`` gave."""
    name = here.tzname() or ""
    hour = f"{here.hour:02}:{here.minute:02}{f':{here.second:02}' if seconds else ''}"
    return f"{hour} {name if name[:1].isalpha() else f'UTC{name}'}"
