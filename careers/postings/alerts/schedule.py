"""When an alert's messages go out: in the morning where the company is, every day or on Mondays."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from careers.clock import to_local
from careers.postings.alerts.models import DAILY, WEEKLY

MORNING = time(8)
MONDAY = 0
FREQUENCIES = {
    WEEKLY: "Weekly, on Monday mornings",
    DAILY: "Daily, in the morning",
}


def next_due(frequency: str, after: datetime, zone: str) -> datetime:
    """The first morning after the instant, in UTC; for weekly alerts the first of a Monday."""
    local = to_local(after, zone)
    day = local.date() + timedelta(days=local.time() >= MORNING)
    if frequency == WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)
