"""The statistics of a role overview, computed from the open postings."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

from careers.formatting import format_money, minor_units
from careers.postings.pay_queries import UNITS_PER_YEAR
from careers.postings.roles.queries import RolePosting

NOTHING_OPEN = "No position of this kind is open right now, so there are no figures."
NO_PAY = "None of these postings shows its pay, so there’s no figure for it."


@dataclass(frozen=True)
class Pay:
    """Advertised yearly pay in one currency, in minor units; each range counts with its midpoint."""

    currency: str
    count: int
    average: int
    median: int
    low: int
    high: int


@dataclass(frozen=True)
class Statistic:
    """A statistic in words, and how many postings it is based on."""

    label: str
    value: str
    source: str


def yearly_pay(offers: Sequence[RolePosting]) -> list[Pay]:
    """Return the pay of the postings that state it, by currency, the most frequent first."""
    ranges: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for offer in offers:
        if offer.low is not None and offer.high is not None:
            units = UNITS_PER_YEAR.get(offer.unit, 1)
            ranges[offer.currency].append((offer.low * units, offer.high * units))
    pays = [_pay(currency, pairs) for currency, pairs in ranges.items()]
    return sorted(pays, key=lambda pay: (-pay.count, pay.currency))


def _pay(currency: str, ranges: list[tuple[int, int]]) -> Pay:
    middles = [(low + high) / 2 for low, high in ranges]
    lows, highs = zip(*ranges, strict=True)
    return Pay(currency, len(ranges), round(mean(middles)), round(median(middles)), min(lows), max(highs))


def role_statistics(offers: Sequence[RolePosting]) -> list[Statistic]:
    """Return the statistics of open postings; empty without any."""
    if not offers:
        return []
    total, degrees = len(offers), sum(offer.degree_required for offer in offers)
    statistics = [Statistic("Open positions", str(total), f"n = {total}")]
    for pay in yearly_pay(offers):
        statistics += _pay_statistics(pay)
    share = f"{round(100 * degrees / total)}%"
    return [*statistics, Statistic("Require a degree", share, f"{degrees} of {_postings(total)}")]


def _pay_statistics(pay: Pay) -> list[Statistic]:
    source = f"n = {pay.count}"
    return [
        Statistic(f"Average pay in {pay.currency}", _yearly(pay.average, pay), source),
        Statistic(f"Median pay in {pay.currency}", _yearly(pay.median, pay), source),
        Statistic(f"Pay range in {pay.currency}", f"{_rounded(pay.low, pay)} to {_yearly(pay.high, pay)}", source),
    ]


def _yearly(minor: int, pay: Pay) -> str:
    return f"{_rounded(minor, pay)} a year"


def _rounded(minor: int, pay: Pay) -> str:
    # The cents of an average are meaningless.
    unit = minor_units(pay.currency)
    return format_money(round(minor / unit) * unit, pay.currency)


def _postings(count: int) -> str:
    return f"{count} {'posting' if count == 1 else 'postings'}"
