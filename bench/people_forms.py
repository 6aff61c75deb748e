"""The forms that `bin/bench people` measures, filled in and submitted as a browser does.

Nothing is committed, so the databases stay the same even if the benchmark is interrupted.
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

# Instead of a value: press the first button with that name.
PRESSED = ""
APPLICATION = "/hr/applications/{active}"
OFFERS, SEARCH = "/hr/applications?stage=offer", "/hr/applications?q=python"
WORDS = {"subject": "Your application", "body": "We chose another candidate.", "reason": "skills"}
SETTLED = {
    "reason": "skills",
    "reject_subject": "Your application",
    "reject_body": "We chose another candidate.",
    "keep_subject": "Your application",
    "keep_body": "We are still reading.",
}


@dataclass(frozen=True)
class Form:
    """A form: its label in the table, the page it's on, the end of its action URL, and the fields to fill in.

    ``first`` is a form to submit before this one; ``{made}`` in a path is where it redirected.
    ``expected`` is the status of the response.
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
    yield Form("selecting 500 by a search", SEARCH, "/hr/bulks", every)
    yield (planned := Form("planning a bulk action on 500", "{made}", "/plan", WORDS, made))
    yield (confirmed := Form("confirming a bulk action", "{made}", "/confirmation", {}, planned))
    yield Form("undoing a bulk action", "{made}", "/undoing", {}, confirmed)
    yield Form("moving to a stage", APPLICATION, "/stage", {"target": PRESSED})
    yield Form("moving on a board", "/hr/postings/{posting}/board", "/board", {"target": PRESSED})
    yield Form("rejecting with a message", f"{APPLICATION}/rejection", "/rejection/message", WORDS)
    yield Form("writing a note", APPLICATION, "/notes", {"body": "Read with interest."})
    yield Form("adding a tag", APPLICATION, "/tags", {"tags": "Tag of the benchmark"})
    card = {"recommendation": "yes", "score_": "1", "evidence_": "nothing", "comment_": "Well said."}
    yield Form("submitting a scorecard", f"{APPLICATION}/scorecard", "/scorecard", card)
    for name, posting in (("one posting", "{posting}"), ("largest posting", "1")):
        page = f"/hr/postings/{posting}/closing"
        look = Form(
            f"previewing replies to {MAX_AT_ONCE}, {name}",
            page,
            "/closing",
            SETTLED | {"look": "1"},
            expected=200,
        )
        yield look
        yield Form(f"replying to {MAX_AT_ONCE}, {name}", page, "/closing", SETTLED, look)


def forms(values: Mapping[str, Any]) -> list[Form]:
    """Return every form to measure, with these values in their paths."""
    return [_at(form, values) for form in _forms()]


def _at(form: Form, values: Mapping[str, Any]) -> Form:
    first = _at(form.first, values) if form.first else None
    return replace(form, page=form.page.format(made="{made}", **values), first=first)


@dataclass(frozen=True)
class Filled:
    """A filled-in form: its action URL, the page it's on, and its fields."""

    path: str
    page: str
    fields: Mapping[str, str]


def filled(client: FlaskClient, form: Form) -> Filled:
    """Return the form as its page shows it now, filled in, after submitting the forms that come first."""
    page, text = form.page, ""
    if form.first:
        before = filled(client, form.first)
        answer = outside(sent, client, before)
        if answer.status_code != form.first.expected:
            raise SystemExit(f"{form.first.name}: {before.path} answers {answer.status_code}")
        page = page.format(made=answer.headers.get("Location", "").partition("#")[0] or before.page)
        text = answer.get_data(as_text=True) if answer.status_code == 200 else ""
    parser = _Forms()
    parser.feed(text or outside(client.get, page).get_data(as_text=True))
    for path, fields, buttons in parser.found:
        if path.partition("?")[0].endswith(form.to):
            return Filled(path, page, fields | _typed(fields, form.fields, buttons))
    raise SystemExit(f"{form.name}: {page} has no form for {form.to}")


def sent(client: FlaskClient, form: Filled) -> Any:
    """Submit the form and return the response."""
    headers = {"Referer": f"http://localhost{form.page}"}
    return client.post(form.path, data=form.fields, headers=headers)


def outside(send: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Run a request in its own thread, where no app context is pushed yet, as on a server."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(send, *arguments, **named).result()


def _typed(shown: Mapping[str, str], fields: Mapping[str, str], buttons: Mapping[str, str]) -> dict[str, str]:
    # A name that ends in an underscore stands for the field of every criterion.
    typed = {name: value or buttons[name] for name, value in fields.items() if not name.endswith("_")}
    several = [(name, value) for name, value in fields.items() if name.endswith("_")]
    return typed | {field: value for name, value in several for field in shown if re.fullmatch(rf"{name}\d+", field)}


class _Forms(HTMLParser):
    """The POST forms of a page, each with its action, the fields it would submit unchanged, and its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self._fields: dict[str, str] = {}
        self._buttons: dict[str, str] = {}
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record named fields, with the checked radio button and the selected option."""
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
        """Record the text of a text area."""
        if self.get_starttag_text() and (self.get_starttag_text() or "").startswith("<textarea"):
            self._fields[self._name] += data


@contextmanager
def uncommitted(app: Flask) -> Iterator[None]:
    """Roll back everything written inside, by using one connection whose commit and rollback do nothing."""
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
