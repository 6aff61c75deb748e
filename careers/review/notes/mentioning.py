"""Find @mentions in a note."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from careers.accounts.models import User

MAX_MENTIONS = 20


def mentioned_in(text: str, people: Sequence[User]) -> list[User]:
    """Return the people mentioned with an @ and their full name, first name if unique, or the local part of their
    email.

    The longest matching name counts, ignoring case; at most ``MAX_MENTIONS``.
    """
    names = _names(people)
    found = [names[name] for name in _fitting(text, names) if name]
    return list(dict.fromkeys(found))[:MAX_MENTIONS]


def unknown_in(text: str, people: Sequence[User]) -> list[str]:
    """Return the words after an @ at the start of a word that match none of the people."""
    names = _names(people)
    starts = [match.end() for match in _AT.finditer(text)]
    words = (re.match(r"[\w.'-]+", text[start:]) for start in starts)
    return [word[0].rstrip(".") for word, fit in zip(words, _fitting(text, names), strict=True) if word and not fit]


# An email address is no mention: its @ follows a letter.
_AT = re.compile(r"(?<![\w.])@")


def _fitting(text: str, names: dict[str, User]) -> Iterator[str]:
    longest_first = sorted(names, key=len, reverse=True)
    for match in _AT.finditer(text):
        rest = text[match.end() : match.end() + 200].casefold()
        yield next((name for name in longest_first if _begins(rest, name)), "")


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def _names(people: Sequence[User]) -> dict[str, User]:
    firsts = Counter(person.name.split()[0].casefold() for person in people if person.name.split())
    names: dict[str, User] = {}
    for person in people:
        first = person.name.split()[0].casefold() if person.name.split() else ""
        if firsts[first] == 1:
            names[first] = person
        names[person.email.partition("@")[0].casefold()] = person
    return names | {person.name.casefold(): person for person in people if person.name.strip()}
