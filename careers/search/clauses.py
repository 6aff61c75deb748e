"""A search as clauses: all of them must hold, and each holds where one of its literals does (conjunctive normal form).

Many search engines know words, groups of alternatives and exclusions of one word, and nothing deeper than that.
"""

from __future__ import annotations

from dataclasses import dataclass

from careers.search.query import And, Node, Not, Or, Term, all_of, either

# Distributing OR over AND multiplies; a search that a person typed rarely needs a tenth of this.
MAX_CLAUSES = 24


@dataclass(frozen=True)
class Literal:
    """A term, or that it must not be there."""

    term: Term
    is_excluded: bool = False


Clause = tuple[Literal, ...]


class TooManyClauses(Exception):
    """The search says too much in too little space to be written out."""


def negations_inward(node: Node, *, excluded: bool = False) -> Node:
    """The same search with every Not on a single term (De Morgan's laws)."""
    if isinstance(node, Term):
        return Not(node) if excluded else node
    if isinstance(node, Not):
        return negations_inward(node.part, excluded=not excluded)
    parts = tuple(negations_inward(part, excluded=excluded) for part in node.parts)
    return all_of(parts) if isinstance(node, And) != excluded else either(parts)


def clauses(node: Node) -> list[Clause]:
    """The search as clauses, each once. Raises TooManyClauses."""
    return list(dict.fromkeys(_clauses(negations_inward(node))))


def _clauses(node: Node) -> list[Clause]:
    if isinstance(node, And):
        found = [clause for part in node.parts for clause in _clauses(part)]
    elif isinstance(node, Or):
        found = [()]
        for part in node.parts:
            further = _clauses(part)
            if len(found) * len(further) > MAX_CLAUSES:
                raise TooManyClauses
            found = [tuple(dict.fromkeys(one + other)) for one in found for other in further]
    elif isinstance(node, Not):
        assert isinstance(node.part, Term)  # noqa: S101  # nosec B101  (negations stand inward by now)
        found = [(Literal(node.part, is_excluded=True),)]
    else:
        found = [(Literal(node),)]
    return found
