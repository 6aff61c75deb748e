"""Comparable pay: the top of the range for a year of full time, in hundredths of a currency unit."""

import re

from sqlalchemy import ColumnElement, case

from careers.formatting import WHOLE_CURRENCIES
from careers.postings.models import Posting

# A full-time year: 52 weeks of 5 days of 8 hours.
UNITS_PER_YEAR = {"YEAR": 1, "MONTH": 12, "WEEK": 52, "DAY": 260, "HOUR": 2080}
_AMOUNT = re.compile(r"(\d{1,12})(?:\.\d{1,2})?(k?)")


def yearly_pay() -> ColumnElement[int | None]:
    """Return the highest yearly pay of a posting, in hundredths of its currency; NULL without a range."""
    units = case(UNITS_PER_YEAR, value=Posting.base_salary_unit, else_=1)
    hundredths = case((Posting.base_salary_currency.in_(WHOLE_CURRENCIES), 100), else_=1)
    return Posting.base_salary_max * units * hundredths


def pays_at_least(amount: int) -> ColumnElement[bool]:
    """Return the condition that a posting's range reaches ``amount`` whole currency units per year."""
    return yearly_pay() >= amount * 100


def parse_amount(text: str) -> int | None:
    """Parse an amount such as "90,000", "$90 000", or "90k"; return None for anything else."""
    plain = re.sub(r"[\s,'’_$€£¥]", "", text).lower()
    match = _AMOUNT.fullmatch(plain) if plain.isascii() else None
    if match is None:
        return None
    amount = int(match[1]) * (1000 if match[2] else 1)
    return amount if 0 < amount < 10**12 else None
