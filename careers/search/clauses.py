"""Write a search in conjunctive normal form: clauses that must all hold, each a set of alternatives.

Many search engines support words, groups of alternatives, and excluded words, but no deeper nesting.
"""

from dataclasses import dataclass

from careers.search.query import And, Node, Not, Or, Term, all_of, either

# Distributing OR over AND multiplies; searches that people type rarely need a tenth of this.
MAX_CLAUSES = 24


@dataclass(frozen=True)
class Literal:
    """A term, or its exclusion."""

    term: Term
    is_excluded: bool = False


Clause = tuple[Literal, ...]


class TooManyClauses(Exception):
    """The search expands to too many clauses to write out."""


def negations_inward(node: Node, *, excluded: bool = False) -> Node:
    """Return the same search with every Not directly on a term (De Morgan's laws)."""
    if isinstance(node, Term):
        return Not(node) if excluded else node
    if isinstance(node, Not):
        return negations_inward(node.part, excluded=not excluded)
    parts = tuple(negations_inward(part, excluded=excluded) for part in node.parts)
    return all_of(parts) if isinstance(node, And) != excluded else either(parts)


def clauses(node: Node) -> list[Clause]:
    """Return the clauses of the search, each once. Raises TooManyClauses."""
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
            found = [tuple(dict.fromkeys(clause + other)) for clause in found for other in further]
    elif isinstance(node, Not):
        assert isinstance(node.part, Term)  # noqa: S101  # nosec B101  (negations stand inward by now)
        found = [(Literal(node.part, is_excluded=True),)]
    else:
        found = [(Literal(node),)]
    return found
