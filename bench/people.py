"""Measure the pages and forms of the back office with very many applications, at several sizes side by side.

Fills one database for each size, keeps it for the next run, and requests the same pages from each in turn.
"""

import argparse
import os
import re
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event, func, select, update

from bench.people_fill import fill
from bench.people_forms import Form, filled, outside, sent, uncommitted
from bench.people_pages import Page, pages
from bench.people_rows import PERIOD, ROLES
from bench.people_server import Server, database, server
from careers import create_app
from careers.accounts.models import User
from careers.accounts.passwords import hash_password
from careers.applications.models import AccessLink, Application
from careers.applications.tokens import token_hash
from careers.database import db, transaction
from careers.desk.application_search.search_index import APPLICATION_TEXTS

PASSWORD, TOKEN = secrets.token_urlsafe(16), secrets.token_urlsafe(32)
HEAD = """
Milliseconds per page, the minimum of {rounds} rounds: processor time of the application and the database server
together, elapsed time, and in parentheses the number of statements. The ratio is that of the processor times, which
don't depend on what else the machine is doing."""
MAX_RATIO = 2  # of the largest size to the smallest


@dataclass(frozen=True)
class Site:
    """The site at one size, with a test client for each role."""

    app: Flask
    clients: dict[int | None, FlaskClient]
    pages: Sequence[Page | Form]


@dataclass(frozen=True)
class Cost:
    """The cost of one request: elapsed seconds, processor seconds, and statements; and the size of the response."""

    seconds: float
    work: float
    statements: int
    size: int
    is_stopped: bool


def main() -> None:
    """Fill the databases that are still empty, measure, and print the table."""
    options = _options()
    folder = Path(options.keep)
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [int(size) for size in options.rows.split(",")]
    with (
        tempfile.TemporaryDirectory(prefix="careers-bench-") as instance,
        server(folder, options.server) as place,
    ):
        addresses = [database(place.address, folder, f"bench_{size}") for size in sizes]
        sites = [
            _site(size, address, folder, instance, options.words)
            for size, address in zip(sizes, addresses, strict=True)
        ]
        print(HEAD.format(rounds=options.rounds))
        print(f"{'page':<44}" + "".join(f"{size:>24,}" for size in sizes) + f"{'ratio':>8}")
        over = [ratio for ratio in _measured(sites, place, options) if ratio > MAX_RATIO]
    print(f"\n{len(over)} pages cost more than {MAX_RATIO} times as much.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench people", description=__doc__)
    parser.add_argument("--rows", default="1000,10000", help="sizes, smallest first, like 10000,1000000")
    parser.add_argument("--keep", default="instance/bench", help="the folder of the databases")
    parser.add_argument("--server", help="use another server: mysql+mysqldb://root@127.0.0.1:3306/ or sqlite://")
    parser.add_argument("--rounds", type=int, default=5, help="of each page; the minimum counts")
    parser.add_argument("--words", type=int, default=250, help="in each generated resume")
    parser.add_argument("--only", default="", help="only pages whose label matches this expression")
    return parser.parse_args()


def _site(size: int, address: str, folder: Path, instance: str, words: int) -> Site:
    # Cookies of an https site would not be sent over http.
    settings = {
        "SITE_URL": "http://localhost",
        "INSTANCE_PATH": instance,
        "SECRET_KEY": secrets.token_hex(32),
        "DATABASE_URL": address,
    }
    app = create_app({**os.environ, **settings})
    with app.app_context():
        upgrade()
        if db.session.scalar(select(Application.id).limit(1)) is None:
            fill(size, words, APPLICATION_TEXTS, folder)
        with transaction():
            _set_secrets(size)
        begin = date.fromisoformat(str(db.session.scalar(select(func.max(Application.submitted_at))))[:10])
        waiting = Application.disposition.is_(None), Application.id % 10 != 0
        active = db.session.scalar(select(func.max(Application.id)).where(*waiting)) or 0
        scored = db.session.scalar(
            select(func.min(Application.id)).where(Application.score.is_not(None), Application.id > size // 2)
        )
        db.session.rollback()
    clients: dict[int | None, FlaskClient] = {number: _signed_in(app, role) for number, role in ROLES.items()}
    past = (begin - PERIOD).isoformat()
    return Site(app, {**clients, None: app.test_client()}, pages(size, past, TOKEN, active, scored or 0))


def _set_secrets(size: int) -> None:
    hashed = hash_password(PASSWORD)
    db.session.execute(update(User).where(User.id.in_(list(ROLES))).values(password_hash=hashed))
    statement = update(AccessLink).where(AccessLink.application_id == size - 1)
    db.session.execute(statement.values(token_hash=token_hash(TOKEN)))


def _measured(sites: Sequence[Site], place: Server, options: argparse.Namespace) -> Iterator[float]:
    for versions in zip(*(site.pages for site in sites), strict=True):
        if not re.search(options.only, versions[0].name):
            continue
        # SQLite's connections can't be shared between threads, which measuring a form without committing needs.
        if isinstance(versions[0], Form) and place.address.startswith("sqlite"):
            continue
        costs = _costs(list(zip(sites, versions, strict=True)), place, options.rounds)
        ratio = costs[-1].work / costs[0].work
        cells = "".join(
            f"{cost.work * 1000:>10.1f} {cost.seconds * 1000:>8.1f} ({cost.statements:>2})" for cost in costs
        )
        print(f"{versions[0].name:<44}{cells}{ratio:>8.1f}  {_remark(costs)}", flush=True)
        yield ratio


def _remark(costs: Sequence[Cost]) -> str:
    sizes = [cost.size for cost in costs]
    # A page that shows more rows costs more, whatever the database holds.
    grown = f"{sizes[0] / 1000:.0f} KB to {sizes[-1] / 1000:.0f}" if sizes[-1] > 1.3 * sizes[0] else ""
    return ", ".join(filter(None, [grown, "stopped" if any(cost.is_stopped for cost in costs) else ""]))


def _costs(pages: Sequence[tuple[Site, Page | Form]], place: Server, rounds: int) -> list[Cost]:
    rounds_of: list[list[Cost]] = [[] for _ in pages]
    for number in range(rounds + 1):
        for costs, (site, page) in zip(rounds_of, pages, strict=True):
            cost = _cost(site, page, place)
            if number:  # the first one warms up
                costs.append(cost)
    return [
        replace(costs[-1], seconds=min(cost.seconds for cost in costs), work=min(cost.work for cost in costs))
        for costs in rounds_of
    ]


def _cost(site: Site, page: Page | Form, place: Server) -> Cost:
    client = site.clients[page.user]
    if isinstance(page, Page):
        return _timed(site, place, partial(client.get, page.path), page.path, 200)
    with uncommitted(site.app):
        form = filled(client, page)
        return _timed(site, place, partial(sent, client, form), form.path, page.expected)


def _timed(site: Site, place: Server, ask: Callable[[], Any], path: str, expected: int) -> Cost:
    with counted(site.app) as count:
        began, worked = time.perf_counter(), place.worked()
        answer, own = outside(_answer, ask)
        seconds, worked = time.perf_counter() - began, place.worked() - worked
    if answer.status_code != expected:
        sys.exit(f"{path} returned {answer.status_code}")
    work = own + worked if place.process_id else seconds
    return Cost(seconds, work, count(), len(answer.data), b"too long" in answer.data)


def _answer(ask: Callable[[], Any]) -> tuple[Any, float]:
    began = time.thread_time()
    answer = ask()
    # A streamed response is generated while it is read.
    answer.get_data()
    return answer, time.thread_time() - began


@contextmanager
def counted(app: Flask) -> Iterator[Callable[[], int]]:
    """Give a function that returns the number of statements sent to the database inside the block."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield lambda: len(sent)
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _signed_in(app: Flask, role: str) -> FlaskClient:
    client = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', outside(client.get, "/hr/sign-in").get_data(as_text=True))
    form = {"email": f"{role}@bench.example", "password": PASSWORD, "csrf_token": token[1] if token else ""}
    answer = outside(client.post, "/hr/sign-in", data=form, headers={"Referer": "http://localhost/hr/sign-in"})
    if answer.status_code != 303:
        sys.exit(f"Signing in returned {answer.status}")
    return client


if __name__ == "__main__":
    main()
