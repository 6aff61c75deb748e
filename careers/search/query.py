"""A parsed search: terms joined by AND, OR, and NOT."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Term:
    """Adjacent tokens: one for a word, several for a phrase. With ``is_prefix``, its only token is a prefix."""

    tokens: tuple[str, ...]
    is_prefix: bool = False
    field: str | None = None


@dataclass(frozen=True)
class And:
    """All of the parts match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """At least one of the parts matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """The part does not match."""

    part: Node


Node = Term | And | Or | Not


@dataclass(frozen=True)
class Problem:
    """Part of a search that was ignored or changed: its position, and what was done.

    ``is_cut``: it was left out because the search is too long.
    """

    position: int
    message: str
    is_cut: bool = False


@dataclass(frozen=True)
class Query:
    """A parsed search. ``root`` is None if there is nothing to search for."""

    root: Node | None = None
    problems: tuple[Problem, ...] = field(default=())

    def terms(self) -> list[Term]:
        """Return the terms that a match may contain: those that are not excluded, each once."""
        return [*self._terms]

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        # Called for every text on a page.
        return tuple(dict.fromkeys(_wanted(self.root))) if self.root else ()

    def loosened(self) -> Query:
        """Return a search for any one of the words; words of five letters or more match as prefixes.

        What the whole search excludes stays excluded.
        """
        loose = tuple(dict.fromkeys(_loose(term) for term in self.terms()))
        parts = self.root.parts if isinstance(self.root, And) else ()
        excluded = tuple(part for part in parts if isinstance(part, Not))
        return Query(all_of((either(loose), *excluded)) if loose else None)


NOTHING = Query()


def all_of(parts: tuple[Node, ...]) -> Node:
    """Return the parts joined by AND; a single part as it is."""
    return parts[0] if len(parts) == 1 else And(parts)


def either(parts: tuple[Node, ...]) -> Node:
    """Return the parts joined by OR; a single part as it is."""
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
