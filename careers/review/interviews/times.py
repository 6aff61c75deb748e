"""Times of interviews: typed and told on the clocks of time zones, kept as instants."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from careers.clock import to_local

AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


class NoSuchTime(ValueError):
    """The clocks of the zone skip this time; the text says so."""


def instant_of(local: datetime, zone: str) -> datetime:
    """The instant at which the clocks of the zone show ``local``, in UTC. Raises NoSuchTime.

    A time that comes twice, when clocks go back, is the earlier of the two.
    """
    at = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if to_local(at, zone).replace(tzinfo=None) != local:
        raise NoSuchTime(f"This time doesn’t exist: clocks skip {local:%H:%M} that day.")
    return at


def local_of(at: datetime, zone: str) -> datetime:
    """What the clocks of the zone show, for the field of a form."""
    return to_local(at, zone).replace(tzinfo=None)


@cache
def zones() -> tuple[str, ...]:
    """The names of the zones that somebody may choose, by area and city."""
    return ("UTC", *sorted(zone for zone in available_timezones() if zone.partition("/")[0] in AREAS))


def chosen_zone(name: str | None, company: str) -> str:
    """The zone that was asked for, where it is one; else the company's."""
    return name if name in zones() else company
