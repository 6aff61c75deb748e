"""What an alert looks for: a wish without order and page, as it is kept, and in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from careers.postings.alerts.models import Criteria
from careers.postings.listing.filters import LEGENDS, PostingFilter

EVERYTHING = "All positions"
MAX_SHOWN_LENGTH = 200  # characters of a search


def criteria_of(wish: PostingFilter) -> Criteria:
    """The part of a wish that leaves positions out, as plain values; empty for all positions."""
    kept: Criteria = {name: sorted(values) for name, values in wish.filters.items() if values}
    if wish.query.root is not None:
        kept["q"] = wish.q
    if wish.pay_min:
        kept["pay_min"] = wish.pay_min
    return kept


def wish_of(criteria: Criteria) -> PostingFilter:
    """The wish that finds what the alert looks for.

    A department or place that is no longer there stays in it and finds nothing: left out, the alert would
    begin to bring what nobody asked for.
    """
    filters = {name: list(criteria[name]) for name in LEGENDS if name in criteria}
    return PostingFilter(filters, pay_min=criteria.get("pay_min")).asking(criteria.get("q", ""))


def criteria_hash(criteria: Criteria) -> str:
    """The same for the same criteria: what keeps one address from having one alert twice."""
    return hashlib.sha256(json.dumps(criteria, sort_keys=True).encode()).hexdigest()


def criteria_words(criteria: Criteria, known: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """The criteria as (what, which): ("Team", "Design or Sales"). ``known`` is what ``listing.labels`` returns."""
    said = [("Words", f"“{_shortened(criteria['q'])}”")] if "q" in criteria else []
    for name in (name for name in LEGENDS if name in criteria):
        said.append((LEGENDS[name], " or ".join(known[name].get(value, value) for value in criteria[name])))
    if "pay_min" in criteria:
        said.append(("Pay", f"at least {criteria['pay_min']:,} a year"))
    return said


def phrase(criteria: Criteria, known: Mapping[str, Mapping[str, str]]) -> str:
    """The criteria in one line."""
    return "; ".join(f"{what}: {which}" for what, which in criteria_words(criteria, known)) or EVERYTHING


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_SHOWN_LENGTH else text[:MAX_SHOWN_LENGTH] + "…"
