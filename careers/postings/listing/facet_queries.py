"""How many open postings each filter option would leave, derived from one grouped count."""

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
        """Return their options of the filter ``name``; there may be two workplaces."""
        if name == "department":
            return [self.department]
        if name == "type":
            return [self.employment_type]
        return ["remote"] * self.is_remote + [self.office_mode] * bool(self.office_mode)

    def fits(self, filters: Filters) -> bool:
        """Whether they match every filter that is set."""
        return all(
            not filters.get(name) or set(filters[name]) & set(self.values(name))
            for name in ("department", "type", "workplace")
        )


def total(kinds: Iterable[FacetCount], filters: Filters) -> int:
    """Return how many postings match all filters."""
    return sum(kind.count for kind in kinds if kind.fits(filters))


def option_counts(name: str, kinds: Iterable[FacetCount], filters: Filters) -> dict[str, int]:
    """Return how many postings each option of the filter ``name`` would leave under the other filters."""
    others = {key: values for key, values in filters.items() if key != name}
    counts: Counter[str] = Counter()
    for kind in kinds:
        if kind.fits(others):
            counts.update(dict.fromkeys(kind.values(name), kind.count))
    return counts
