"""The scoring scale, the recommendations, and the possible evidence, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.applications.fields import APPLICATION_TEXT, LINKS, columns_in

# Each number has a defined meaning, so that reviewers' scores are comparable.
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
# Evidence besides files: answers, by the names of their columns, and what was said.
ANSWERS = {row.name: row.staff_label for row in sorted(columns_in(APPLICATION_TEXT), key=lambda row: row.kind == LINKS)}
INTERVIEW, NOTHING = "interview", "nothing"
OTHER_EVIDENCE = {INTERVIEW: "An answer in conversation", NOTHING: "Nothing in the application"}
LOWEST_SCORE = min(SCALE)
MAX_COMMENT_LENGTH, MAX_SUMMARY_LENGTH = 500, 4000


@dataclass(frozen=True)
class Criterion:
    """A criterion with its current wording. Without criteria of its own, a posting has one without a row."""

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
    """A score: its criterion, value, evidence, and comment."""

    criterion: Criterion
    value: int
    evidence: str
    comment: str


def average_of(values: Sequence[int]) -> int:
    """Return the average of one or more scores in hundredths, rounded half up."""
    return (200 * sum(values) + len(values)) // (2 * len(values))


def average_words(hundredths: int | None) -> str:
    """Return an average as text, such as ``3.3``; empty if there is none."""
    return "" if hundredths is None else f"{(hundredths + 5) // 10 / 10:.1f}"


def evidence_of_document(document_id: int) -> str:
    """Return how a score cites a file."""
    return f"document:{document_id}"
