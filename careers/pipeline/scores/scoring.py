"""How applications are scored: the scale, the recommendations, and what a score may cite, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.applications.fields import APPLICATION_TEXT, LINKS, columns_in

# Each number means the same to everybody, so that two reviewers' threes can be compared.
SCALE = {
    1: ("Not shown", "no sign of it where you’d expect it"),
    2: ("Partly", "some of it, with important gaps"),
    3: ("Fully", "everything this job needs"),
    4: ("Beyond", "more than this job needs"),
}
RECOMMENDATIONS = {
    "strong_yes": "Strong yes",
    "yes": "Yes",
    "no": "No",
    "strong_no": "Strong no",
}
# What a score may cite beside the files: answers by the names of their columns, and what was heard.
ANSWERS = {
    row.name: row.staff_label
    for row in sorted(columns_in(APPLICATION_TEXT), key=lambda row: row.kind == LINKS)
}
INTERVIEW, NOTHING = "interview", "nothing"
OTHER_EVIDENCE = {INTERVIEW: "An answer in conversation", NOTHING: "Nothing in the application"}
LOWEST_SCORE = min(SCALE)
MAX_COMMENT_LENGTH, MAX_SUMMARY_LENGTH = 500, 4000


@dataclass(frozen=True)
class Criterion:
    """One thing to score, worded as it is now. Without a rubric there is one, with no row behind it."""

    id: int
    name: str
    description: str


OVERALL = Criterion(
    0,
    "How well the application fits the posting.",
    "How well the application fits the position as it is described.",
)


@dataclass(frozen=True)
class Entry:
    """One score: for which criterion, how much, what shows it, and why."""

    criterion: Criterion
    value: int
    evidence: str
    comment: str


def average_of(values: Sequence[int]) -> int:
    """The mean of some scores in hundredths, rounded half up; there must be one."""
    return (200 * sum(values) + len(values)) // (2 * len(values))


def average_words(hundredths: int | None) -> str:
    """An average as it is shown: ``3.3``; empty where there is none."""
    return "" if hundredths is None else f"{(hundredths + 5) // 10 / 10:.1f}"


def evidence_of_document(document_id: int) -> str:
    """How a score cites a file."""
    return f"document:{document_id}"
