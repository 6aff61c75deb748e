"""What a room tells the search about its texts: the table that holds them encoded, and their fields."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute


@dataclass(frozen=True)
class Field:
    """One kind of text of a thing, such as its title.

    ``code`` is one lower-case letter or digit that the table's other fields do not use, and part of what is stored:
    changing it needs the index rebuilt. A word found here adds ``weight`` to the relevance. ``names`` are what people
    may write before a colon.
    """

    name: str
    code: str
    weight: int = 1
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names that this field goes by."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class TextTable:
    """A model with one row per thing: ``owner`` is its key and the thing's, ``words`` the encoded texts.

    On MySQL and MariaDB ``words`` has a FULLTEXT index; on SQLite an FTS5 table ``<table>_fts`` follows it by triggers.
    ``is_whole`` is false for one that looks into some of the fields only.
    """

    model: Any
    owner: InstrumentedAttribute[int]
    words: InstrumentedAttribute[str]
    fields: tuple[Field, ...]
    is_whole: bool = True

    def without(self, names: Collection[str]) -> TextTable:
        """The same table for somebody who must not find anything by these fields."""
        fields = tuple(field for field in self.fields if field.name not in names)
        return replace(self, fields=fields, is_whole=len(fields) == len(self.fields))

    def fields_named(self, name: str | None) -> tuple[Field, ...]:
        """The fields that a term is looked for in: the one with this name, or all without one."""
        return tuple(field for field in self.fields if name is None or name == field.name)

    def field_names(self) -> dict[str, str]:
        """Every name that people may write before a colon, with the field's own name."""
        return {name: field.name for field in self.fields for name in field.names}
