"""Forms that staff send, for the benchmark of very many applications: filled in and sent as a browser does.

What is sent is never committed, so that the kept databases stay as they are, whenever the benchmark ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import StaticPool

from bench.people_rows import RECRUITER
from careers.database import db
from careers.review.closing.queries import MAX_AT_ONCE

# In place of a value: the first button of that name is pressed.
PRESSED = ""
ONE = "/hr/applications/{active}"
OFFERS, FOUND = "/hr/applications?stage=offer", "/hr/applications?q=python"
WORDS = {"subject": "Your application", "body": "We chose somebody else.", "reason": "skills"}
SETTLED = {
    "reason": "skills",
    "reject_subject": "Your application",
    "reject_body": "We chose somebody else.",
    "keep_subject": "Your application",
    "keep_body": "We are still reading.",
}


@dataclass(frozen=True)
class Form:
    """A form: what the table calls it, on which page it stands, how its address ends, and what is filled in.

    ``first`` is what has to be sent before; ``{made}`` in an address is where that led. ``expected`` is the status.
    """

    name: str
    page: str
    to: str
    fields: Mapping[str, str] = field(default_factory=dict)
    first: Form | None = None
    expected: int = 303
    user: int = RECRUITER


def _forms() -> Iterator[Form]:
    every = {"kind": "reject", "all": "y"}
    yield (made := Form("selecting 500 for a bulk action", OFFERS, "/hr/bulks", every))
    yield Form("selecting 500 by a search", FOUND, "/hr/bulks", every)
    yield (planned := Form("planning a bulk action on 500", "{made}", "/plan", WORDS, made))
    yield (confirmed := Form("confirming it", "{made}", "/confirmation", {}, planned))
    yield Form("undoing it", "{made}", "/undoing", {}, confirmed)
    yield Form("moving to a stage", ONE, "/stage", {"target": PRESSED})
    yield Form("moving on a board", "/hr/postings/{posting}/board", "/board", {"target": PRESSED})
    yield Form("rejecting with a message", f"{ONE}/rejection", "/rejection/message", WORDS)
    yield Form("writing a note", ONE, "/notes", {"body": "Read with interest."})
    yield Form("tagging", ONE, "/tags", {"tags": "Tag of the benchmark"})
    card = {"recommendation": "yes", "score_": "1", "evidence_": "nothing", "comment_": "Well said."}
    yield Form("scoring", f"{ONE}/scorecard", "/scorecard", card)
    for name, posting in (("a posting", "{posting}"), ("the largest posting", "1")):
        page = f"/hr/postings/{posting}/closing"
        look = Form(
            f"looking at {MAX_AT_ONCE} of {name}", page, "/closing", SETTLED | {"look": "1"}, expected=200
        )
        yield look
        yield Form(f"settling {MAX_AT_ONCE} of {name}", page, "/closing", SETTLED, look)


def forms(values: Mapping[str, Any]) -> list[Form]:
    """Every form that is measured, with these values in the addresses."""
    return [_at(form, values) for form in _forms()]


def _at(form: Form, values: Mapping[str, Any]) -> Form:
    first = _at(form.first, values) if form.first else None
    return replace(form, page=form.page.format(made="{made}", **values), first=first)


@dataclass(frozen=True)
class Filled:
    """A form that can be sent: where to, from which page, and with what."""

    path: str
    page: str
    fields: Mapping[str, str]


def filled(client: FlaskClient, form: Form) -> Filled:
    """The form as its page shows it by now, filled in, after what has to be sent first."""
    page, text = form.page, ""
    if form.first:
        before = filled(client, form.first)
        answer = outside(sent, client, before)
        if answer.status_code != form.first.expected:
            raise SystemExit(f"{form.first.name}: {before.path} answers {answer.status_code}")
        page = page.format(made=answer.headers.get("Location", "").partition("#")[0] or before.page)
        text = answer.get_data(as_text=True) if answer.status_code == 200 else ""
    forms_there = _Forms()
    forms_there.feed(text or outside(client.get, page).get_data(as_text=True))
    for path, fields, buttons in forms_there.found:
        if path.partition("?")[0].endswith(form.to):
            return Filled(path, page, fields | _typed(fields, form.fields, buttons))
    raise SystemExit(f"{form.name}: {page} has no form for {form.to}")


def sent(client: FlaskClient, form: Filled) -> Any:
    """The answer to it."""
    headers = {"Referer": f"http://localhost{form.page}"}
    return client.post(form.path, data=form.fields, headers=headers)


def outside(send: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Send a request as a server does: in a thread of its own, where no app context is pushed yet."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(send, *arguments, **named).result()


def _typed(shown: Mapping[str, str], fields: Mapping[str, str], buttons: Mapping[str, str]) -> dict[str, str]:
    # A name that ends in a line is that of every criterion.
    typed = {name: value or buttons[name] for name, value in fields.items() if not name.endswith("_")}
    several = [(name, value) for name, value in fields.items() if name.endswith("_")]
    return typed | {
        field: value for name, value in several for field in shown if re.fullmatch(rf"{name}\d+", field)
    }


class _Forms(HTMLParser):
    """The forms of a page that are posted, each with its address, what it sends as it stands, and its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self._fields: dict[str, str] = {}
        self._buttons: dict[str, str] = {}
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is named; of radio buttons what is checked, of a list what is chosen."""
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self._fields, self._buttons = {}, {}
            if given.get("method") == "post":
                self.found.append((given.get("action") or "", self._fields, self._buttons))
        elif tag == "button":
            self._buttons.setdefault(name, value)
        elif tag in ("select", "textarea"):
            self._name = name
            self._fields[name] = ""
        elif tag == "option" and "selected" in given:
            self._fields[self._name] = value
        elif tag == "input" and given.get("type") == "radio":
            self._fields.setdefault(name, "")
            if "checked" in given:
                self._fields[name] = value
        elif tag == "input" and name and given.get("type") != "checkbox":
            self._fields[name] = value

    def handle_data(self, data: str) -> None:
        """Note the text of a text area."""
        if self.get_starttag_text() and (self.get_starttag_text() or "").startswith("<textarea"):
            self._fields[self._name] += data


@contextmanager
def uncommitted(app: Flask) -> Iterator[None]:
    """Keeps nothing of what is written inside: one connection, which commits and rolls back nothing until the end."""
    with app.app_context():
        engine = db.engine
    pool, dialect = engine.pool, engine.dialect
    only: Any = StaticPool(pool._creator, dialect=dialect, _dispatch=pool.dispatch)
    engine.pool = only
    with patch.multiple(dialect, do_commit=_nothing, do_rollback=_nothing):
        yield
    with engine.connect() as connection:
        connection.rollback()
    only.dispose()
    engine.pool = pool


def _nothing(_connection: Any) -> None:
    pass
