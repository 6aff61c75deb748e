"""Counts of open postings for each filter option, derived from one grouped query."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class FacetCount:
    """The number of open postings that share these values."""

    department: str
    employment_type: str
    is_remote: bool
    office_mode: str
    count: int

    def values(self, name: str) -> list[str]:
        """Return these postings' values for the filter ``name``; there may be two workplaces."""
        if name == "department":
            return [self.department]
        if name == "type":
            return [self.employment_type]
        return ["remote"] * self.is_remote + [self.office_mode] * bool(self.office_mode)

    def matches(self, filters: Filters) -> bool:
        """Return whether these postings match every filter that is set."""
        return all(
            not filters.get(name) or set(filters[name]) & set(self.values(name))
            for name in ("department", "type", "workplace")
        )


def total(counts: Iterable[FacetCount], filters: Filters) -> int:
    """Return how many postings match all filters."""
    return sum(facet.count for facet in counts if facet.matches(filters))


def option_counts(name: str, counts: Iterable[FacetCount], filters: Filters) -> dict[str, int]:
    """Return how many postings each option of the filter ``name`` would leave under the other filters."""
    others = {key: values for key, values in filters.items() if key != name}
    totals: Counter[str] = Counter()
    for facet in counts:
        if facet.matches(others):
            totals.update(dict.fromkeys(facet.values(name), facet.count))
    return totals
