"""Read ids from paths, query strings, and forms. Ids fit into a signed 64-bit column."""

from typing import Any

from flask import request
from werkzeug.routing import IntegerConverter, Map

MAX_ID = 2**63 - 1


class IdConverter(IntegerConverter):
    """``<id:posting_id>`` in a URL rule: a whole number that the database can store as an id."""

    def __init__(self, url_map: Map, **settings: Any) -> None:
        super().__init__(url_map, max=MAX_ID, **settings)


def id_from(text: str | None) -> int | None:
    """Return the id written in ``text``, or None if it isn't a valid id."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 19:
        return None
    return int(text) if 0 < int(text) <= MAX_ID else None


def id_argument(name: str) -> int | None:
    """Return the id in this query string parameter, or None if it's missing or not a valid id."""
    return id_from(request.args.get(name))
