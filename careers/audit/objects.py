"""How the audit log names the objects of other packages.

Packages above register their objects, because this one can't import them. Names are looked up when they are read and
never stored here, so erased objects have no name.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import select

from careers.database import db
from careers.security import Permission, is_allowed


@dataclass(frozen=True)
class Audited:
    """A kind of object: ``word`` for people, its columns, its page, and who may open that.

    ``name`` is None if only the number is shown, because the name is a candidate's.
    """

    kind: str
    word: str
    number: Any
    name: Any
    address: Callable[[int], str]
    permission: Permission


_known: dict[str, Audited] = {}


@dataclass(frozen=True)
class Object:
    """An object as the page names it; ``url`` is empty if it is gone, or the reader can't open it."""

    words: str
    url: str = ""
    is_gone: bool = False


def name_objects(*kinds: Audited) -> None:
    """Let the audit log name and link objects of these kinds. Called when a module named ``audited`` is imported."""
    _known.update({kind.kind: kind for kind in kinds})


def objects_called(wanted: Collection[tuple[str, int | None]], user: Any) -> Mapping[tuple[str, int | None], Object]:
    """Return the objects of these kinds and ids, with one query per kind."""
    found: dict[tuple[str, int | None], Object] = {}
    for kind in sorted({kind for kind, _ in wanted}):
        numbers = {number for each, number in wanted if each == kind and number is not None}
        audited = _known.get(kind)
        names = _names(audited, numbers) if audited and numbers else {}
        word = audited.word if audited else kind.replace("_", " ")
        found[kind, None] = Object(word)
        for number in numbers:
            if number in names and audited and is_allowed(user, audited.permission):
                found[kind, number] = Object(f"{word} {names[number]}", audited.address(number))
            else:
                is_gone = audited is not None and number not in names
                found[kind, number] = Object(f"{word} {number}", is_gone=is_gone)
    return found


def _names(audited: Audited, numbers: Collection[int]) -> Mapping[int, str]:
    name = audited.number if audited.name is None else audited.name
    statement = select(audited.number, name).where(audited.number.in_(numbers))
    return {number: str(words) for number, words in db.session.execute(statement)}


def page(endpoint: str, argument: str) -> Callable[[int], str]:
    """Return a function for the URL of a page that takes the id as its ``argument``."""
    return lambda number: url_for(endpoint, **{argument: number})  # type: ignore[arg-type]
