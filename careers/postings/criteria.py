"""The published rubric: what will be scored, written one criterion a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from careers.postings.models import Posting, PostingCriterion

MOST_CRITERIA, LONGEST_NAME, LONGEST_DESCRIPTION = 12, 80, 300


class Named(Protocol):
    """Whatever has the two texts of a criterion."""

    name: str
    description: str


def criteria_text(criteria: Sequence[Named]) -> str:
    """The criteria as they are written: a line each, the name, a colon, and what is looked for."""
    lines = (f"{one.name}: {one.description}" if one.description else one.name for one in criteria)
    return "\n".join(lines)


def criteria_in(text: str) -> list[tuple[str, str]]:
    """The (name, description) of every line that holds one."""
    parts = (line.partition(":") for line in text.splitlines() if line.strip(" -*\t"))
    return [(name.strip(" -*\t"), " ".join(description.split())) for name, _, description in parts]


def problem_with(text: str) -> str | None:
    """What is wrong with the text as criteria, in a sentence; None when nothing is."""
    criteria = criteria_in(text)
    names = [name.casefold() for name, _ in criteria]
    if len(criteria) > MOST_CRITERIA:
        return f"At most {MOST_CRITERIA} criteria; there are {len(criteria)}."
    if not all(names):
        return "Every line begins with the criterion’s name."
    if len(set(names)) < len(names):
        return "Two criteria have the same name."
    if any(len(name) > LONGEST_NAME for name in names):
        return f"A criterion’s name has at most {LONGEST_NAME} characters; the rest goes after a colon."
    if any(len(description) > LONGEST_DESCRIPTION for _, description in criteria):
        return f"A criterion is described in one sentence of at most {LONGEST_DESCRIPTION} characters."
    return None


def write_criteria(posting: Posting, text: str) -> None:
    """Put the criteria into the posting. One that keeps its name stays the same row, for what was scored by it."""
    kept = {criterion.name: criterion for criterion in posting.criteria}
    wanted = criteria_in(text)
    for name, criterion in kept.items():
        if name not in {wanted_name for wanted_name, _ in wanted}:
            posting.criteria.remove(criterion)
    for position, (name, description) in enumerate(wanted):
        if name in kept:
            kept[name].position, kept[name].description = position, description
        else:
            posting.criteria.append(PostingCriterion(position=position, name=name, description=description))
    posting.criteria.sort(key=lambda criterion: criterion.position)
