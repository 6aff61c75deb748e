"""The scoring criteria of a posting, written one per line."""

from collections.abc import Sequence
from typing import Protocol

from careers.postings.models import Posting, PostingCriterion

MAX_CRITERIA, MAX_NAME_LENGTH, MAX_DESCRIPTION_LENGTH = 12, 80, 300


class Named(Protocol):
    """Anything with a criterion's name and description."""

    name: str
    description: str


def format_criteria(criteria: Sequence[Named]) -> str:
    """Return the criteria as staff write them, one per line: the name, a colon, and the description."""
    return "\n".join(
        f"{criterion.name}: {criterion.description}" if criterion.description else criterion.name
        for criterion in criteria
    )


def parse_criteria(text: str) -> list[tuple[str, str]]:
    """Return the (name, description) of each criterion."""
    parts = (line.partition(":") for line in text.splitlines() if line.strip(" -*\t"))
    return [(name.strip(" -*\t"), " ".join(description.split())) for name, _, description in parts]


def criteria_error(text: str) -> str | None:
    """Return an error message if the text can't be used as criteria, else None."""
    criteria = parse_criteria(text)
    names = [name.casefold() for name, _ in criteria]
    if len(criteria) > MAX_CRITERIA:
        return f"Use at most {MAX_CRITERIA} criteria. You entered {len(criteria)}."
    if not all(names):
        return "Start each line with the criterion’s name."
    if len(set(names)) < len(names):
        return "Two criteria have the same name."
    if any(len(name) > MAX_NAME_LENGTH for name in names):
        return f"Keep each name to {MAX_NAME_LENGTH} characters; put the rest after a colon."
    if any(len(description) > MAX_DESCRIPTION_LENGTH for _, description in criteria):
        return f"Describe each criterion in one sentence of at most {MAX_DESCRIPTION_LENGTH} characters."
    return None


def write_criteria(posting: Posting, text: str) -> None:
    """Store the criteria in the posting. A criterion that keeps its name keeps its row, and with it its scores."""
    existing = {criterion.name: criterion for criterion in posting.criteria}
    criteria = parse_criteria(text)
    for name in existing.keys() - dict(criteria).keys():
        posting.criteria.remove(existing[name])
    for position, (name, description) in enumerate(criteria):
        if name in existing:
            existing[name].position, existing[name].description = position, description
        else:
            posting.criteria.append(PostingCriterion(position=position, name=name, description=description))
    posting.criteria.sort(key=lambda criterion: criterion.position)
