"""A parsed search: terms, and how AND, OR and NOT join them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Term:
    """Neighboring tokens: one for a word, more for a phrase. With ``is_prefix`` its one token may go on."""

    tokens: tuple[str, ...]
    is_prefix: bool = False
    field: str | None = None


@dataclass(frozen=True)
class And:
    """All of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """At least one of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """Everything but the part."""

    part: Node


Node = Term | And | Or | Not


@dataclass(frozen=True)
class Problem:
    """Something in a search that could not be taken as it stands: the character's place, and what was done.

    ``is_cut`` tells what was left out because there was too much of it.
    """

    position: int
    message: str
    is_cut: bool = False


@dataclass(frozen=True)
class Query:
    """A search as it was understood. ``root`` is None when there is nothing in it to search for."""

    root: Node | None = None
    problems: tuple[Problem, ...] = field(default=())

    def terms(self) -> list[Term]:
        """The terms that something found may contain: those that are not excluded, each once."""
        return [*self._terms]

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        # Asked for with every text on a page.
        return tuple(dict.fromkeys(_wanted(self.root))) if self.root else ()

    def loosened(self) -> Query:
        """The same words, of which any one is enough; words of five letters or more may end differently.

        What the whole search excludes stays excluded.
        """
        loose = tuple(dict.fromkeys(_loose(term) for term in self.terms()))
        parts = self.root.parts if isinstance(self.root, And) else ()
        excluded = tuple(part for part in parts if isinstance(part, Not))
        return Query(all_of((either(loose), *excluded)) if loose else None)


NOTHING = Query()


def all_of(parts: tuple[Node, ...]) -> Node:
    """The parts joined by AND; one part is itself."""
    return parts[0] if len(parts) == 1 else And(parts)


def either(parts: tuple[Node, ...]) -> Node:
    """The parts joined by OR; one part is itself."""
    return parts[0] if len(parts) == 1 else Or(parts)


def _wanted(node: Node) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    elif not isinstance(node, Not):
        for part in node.parts:
            yield from _wanted(part)


def _loose(term: Term) -> Term:
    word = term.tokens[0]
    if len(term.tokens) > 1 or not word.isalnum() or len(word) < 5 or not word.isascii():
        return Term(term.tokens, term.is_prefix)
    return Term((word[: max(4, len(word) - 2)],), is_prefix=True)
