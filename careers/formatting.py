"""Format dates, times, money, and file sizes, so that every page and email writes them alike.

Times are in the company's time zone unless ``zone`` names another.
"""

import math
from datetime import UTC, date, datetime

from careers.clock import to_local

CURRENCY_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "AUD": "A$", "CHF": "CHF ", "JPY": "¥"}
# ISO 4217 currencies without a minor unit.
WHOLE_CURRENCIES = ("JPY", "KRW", "ISK")
SIZES = (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024))


def format_date(day: date) -> str:
    """Return a date such as "18 December 2026"."""
    return f"{day.day} {day:%B %Y}"


def format_short_date(day: date) -> str:
    """Return a date for the columns of lists, such as "18 Dec 2026"."""
    return f"{day.day} {day:%b %Y}"


def format_day_and_month(day: date) -> str:
    """Return a date without its year, such as "18 Dec"."""
    return f"{day.day} {day:%b}"


def format_time(at: datetime, zone: str | None = None, *, seconds: bool = False) -> str:
    """Return a time such as "14:05 PST", or "14:05 UTC+04" in a zone without an abbreviation of its own."""
    local = to_local(at, zone)
    name = local.tzname() or ""
    time = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
    return f"{time} {name if name[:1].isalpha() else f'UTC{name}'}"


def format_datetime(at: datetime, zone: str | None = None, *, seconds: bool = False) -> str:
    """Return a date and time such as "18 December 2026, 14:05 PST"."""
    return f"{format_date(to_local(at, zone))}, {format_time(at, zone, seconds=seconds)}"


def format_short_datetime(at: datetime, zone: str | None = None) -> str:
    """Return a date and time for the columns of lists, such as "18 Dec 2026, 14:05 PST"."""
    return f"{format_short_date(to_local(at, zone))}, {format_time(at, zone)}"


def format_receipt_time(at: datetime) -> str:
    """Return a date and time to the second, as receipts prove it: "18 December 2026, 14:05:33 PST"."""
    return format_datetime(at, seconds=True)


def format_planned_time(at: datetime, zone: str) -> str:
    """Return a future time with the name of its zone, such as "18 December 2026, 09:30 (America/Los_Angeles)"."""
    local = to_local(at, zone)
    return f"{format_date(local)}, {local:%H:%M} ({zone})"


def format_appointment(at: datetime, zone: str) -> str:
    """Return the start of an interview: "Tuesday, 24 November 2026, 14:00 (Europe/Berlin, UTC+01:00)"."""
    local = to_local(at, zone)
    offset = f"{local:%z}"
    return f"{local:%A}, {format_date(local)}, {local:%H:%M} ({zone}, UTC{offset[:3]}:{offset[3:]})"


def format_utc(at: datetime) -> str:
    """Return an instant as technical records show it, such as "2026-12-18 14:05 UTC"."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def minor_units(currency: str) -> int:
    """Return how many minor units make one unit of the currency: 100, or 1 for those that have none."""
    return 1 if currency in WHOLE_CURRENCIES else 100


def format_money(minor: int, currency: str) -> str:
    """Return an amount in minor units with its currency, such as "$95,000"."""
    return f"{CURRENCY_SIGNS.get(currency, f'{currency} ')}{format_amount(minor, currency)}"


def format_amount(minor: int, currency: str) -> str:
    """Return an amount in minor units without its currency, such as "95,000"."""
    units, rest = divmod(minor, minor_units(currency))
    return f"{units:,}.{rest:02d}" if rest else f"{units:,}"


def format_size(size: int) -> str:
    """Return a number of bytes such as "9.6 MB", rounded up so that it never equals a limit that it exceeds."""
    for unit, factor in SIZES:
        if size >= factor:
            return f"{math.ceil(size / factor * 10) / 10:g} {unit}"
    return f"{size} byte" if size == 1 else f"{size} bytes"
