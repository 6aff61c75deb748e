"""Read the library of description templates, built-in and saved."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from careers.database import db
from careers.postings.description_templates.models import PostingTemplate
from careers.postings.models import SECTIONS

FILE = Path(__file__).with_name("library.toml")
# The fields of a posting that a template has: no locations, pay, or dates, which always differ.
TEMPLATE_FIELDS = ("title", "summary", "employment_type", "degree_required", "criteria", "stages", *SECTIONS)
SAVED_PREFIX = "own-"
MAX_SAVED = 300


@dataclass(frozen=True)
class Template:
    """A template. ``key`` identifies it; ``number`` is the row's id, None for a built-in template."""

    key: str
    name: str
    note: str
    content: Mapping[str, Any]
    sourcing: Sequence[tuple[str, str]]
    related: Sequence[str]
    number: int | None = None


@cache
def built_in_templates() -> tuple[Template, ...]:
    """Return the built-in templates."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["templates"]
    return tuple(
        Template(
            key=row["key"],
            name=row["name"],
            note=row["note"],
            content={name: _stripped(row[name]) for name in TEMPLATE_FIELDS if name in row},
            sourcing=[(search["where"], search["query"]) for search in row["sourcing"]],
            related=row["related"],
        )
        for row in rows
    )


def all_templates() -> list[Template]:
    """Return all templates: saved ones by name, then built-in ones."""
    saved = db.session.scalars(select(PostingTemplate).order_by(PostingTemplate.name).limit(MAX_SAVED))
    return [*map(_saved, saved), *built_in_templates()]


def template_by_key(key: str) -> Template | None:
    """Return the template with this key, or None."""
    number = key.removeprefix(SAVED_PREFIX)
    if key.startswith(SAVED_PREFIX) and number.isascii() and number.isdigit() and len(number) < 16:
        row = db.session.get(PostingTemplate, int(number))
        return _saved(row) if row else None
    return next((template for template in built_in_templates() if template.key == key), None)


def is_name_taken(name: str, besides: int | None = None) -> bool:
    """Return whether a template other than ``besides``, the id of a saved template, has this name."""
    if name.casefold() in {template.name.casefold() for template in built_in_templates()}:
        return True
    saved_id = db.session.scalar(select(PostingTemplate.id).where(PostingTemplate.name == name))
    return saved_id is not None and saved_id != besides


def sourcing_in(text: str) -> list[tuple[str, str]]:
    """Return the search strings in a text, one per line: purpose, colon, string."""
    lines = (line.partition(":") for line in text.splitlines() if line.strip())
    return [(where.strip(), query.strip()) if query.strip() else ("Search", where.strip()) for where, _, query in lines]


def _saved(row: PostingTemplate) -> Template:
    related = [line.strip() for line in row.related.splitlines() if line.strip()]
    key, sourcing = f"{SAVED_PREFIX}{row.id}", sourcing_in(row.sourcing)
    return Template(key, row.name, row.note, row.content, sourcing, related, number=row.id)


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def saved_template(number: int) -> PostingTemplate | None:
    """Return a saved template by id, or None."""
    return db.session.get(PostingTemplate, number)
