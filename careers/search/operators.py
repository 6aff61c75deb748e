"""Decide which AND, OR, and NOT of a search are operators, and which are accidental."""

from collections.abc import Sequence

from careers.search.lexer import Mark
from careers.search.query import Problem

OPERATORS = ("AND", "OR", "NOT")


def valid_operators(marks: Sequence[Mark]) -> tuple[list[Mark], list[Problem]]:
    """Return the tokens without operators that have nothing to join, and a problem for each of those."""
    kept: list[Mark] = []
    problems: list[Problem] = []
    for at, mark in enumerate(marks):
        if mark.kind not in OPERATORS or _joins(kept, mark, marks[at + 1 :]):
            kept.append(mark)
        elif mark.kind == "OR" and _is_place(kept, marks):
            kept.append(mark._replace(kind="word"))
        else:
            problems.append(Problem(mark.position, f"{mark.text} has nothing to join here, so it was ignored."))
    return kept, problems


def _joins(before: Sequence[Mark], mark: Mark, after: Sequence[Mark]) -> bool:
    if next((other.kind for other in after if other.kind not in OPERATORS), "close") == "close":
        return False
    if mark.kind == "NOT":
        return True
    return bool(before) and before[-1].kind not in (*OPERATORS, "open", "field")


def _is_place(before: Sequence[Mark], marks: Sequence[Mark]) -> bool:
    # "Portland, OR" names a state, as does OR alone.
    return len(marks) == 1 or bool(before and before[-1].kind == "word" and before[-1].text.endswith(","))
