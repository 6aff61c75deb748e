"""How a package describes its searchable texts: the table with the encoded words, and the fields."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute


@dataclass(frozen=True)
class Field:
    """One kind of text, such as a title.

    ``code`` is a lower-case letter or digit, unique in the table and part of what is stored: changing it requires a
    rebuild of the index. A match adds ``weight`` to the relevance. ``names`` are what users can write before a colon.
    """

    name: str
    code: str
    weight: int = 1
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names of this field."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class TextTable:
    """A model with one row per object: ``owner`` is its key and the object's, ``words`` the encoded texts.

    On MySQL and MariaDB, ``words`` has a FULLTEXT index; on SQLite, triggers keep an FTS5 table ``<table>_fts`` up to
    date. ``is_whole`` is false if only some of the fields are searched.
    """

    model: Any
    owner: InstrumentedAttribute[int]
    words: InstrumentedAttribute[str]
    fields: tuple[Field, ...]
    is_whole: bool = True

    def without(self, names: Collection[str]) -> TextTable:
        """Return the same table for a user who must not find anything by these fields."""
        fields = tuple(field for field in self.fields if field.name not in names)
        return replace(self, fields=fields, is_whole=len(fields) == len(self.fields))

    def fields_named(self, name: str | None) -> tuple[Field, ...]:
        """Return the fields in which a term is searched: the one with this name, or all without a name."""
        return tuple(field for field in self.fields if name is None or name == field.name)

    def field_names(self) -> dict[str, str]:
        """Return every name that users can write before a colon, with the field it means."""
        return {name: field.name for field in self.fields for name in field.names}
