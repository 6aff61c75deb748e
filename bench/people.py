"""Measures what staff do with very many applications: the list, its filters and orders, and searching.

Fills a database that holds no application with generated ones, bit by bit, and asks for the same pages at each size.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event, func, select

from bench.people_rows import fill
from careers import create_app
from careers.accounts.services import create_user
from careers.applications.models import Application
from careers.company.models import CompanyProfile, Department
from careers.database import db, transaction
from careers.security import Role

PASSWORD = secrets.token_urlsafe(16)
# What is asked for: a word for it, and the query string.
PAGES = {
    "newest active": "",
    "everything": "disposition=all",
    "one posting": "posting=3",
    "one stage": "stage=offer",
    "by name": "sort=name",
    "answer due first": "sort=due",
    "one source, oldest first": "source=job+fair&sort=oldest",
    "days": "since=2020-01-01&until=2030-01-01",
    "a word of 30 %": "q=python",
    "a word of 1 %": "q=kafka",
    "a word of 0.1 %": "q=erlang",
    "a word of 0.001 %": "q=quokka",
    "common AND rare": "q=python+django+erlang",
    "common OR rare": "q=python+OR+erlang",
    "rare OR rare": "q=erlang+OR+quokka",
    "common NOT common": "q=python+-django",
    "a phrase": "q=%22common1+common2%22",
    "a beginning": "q=quok*",
    "in one field": "q=resume:erlang+-notes:no",
    "a word, one posting": "posting=3&q=kafka",
    "a word, by name": "q=kafka&sort=name",
    "nobody": "q=nobodyhasthis",
}


def main() -> None:
    """Fill, measure, print, and go on to the next size."""
    parser = argparse.ArgumentParser(prog="bin/bench people", description=__doc__)
    parser.add_argument(
        "--rows", default="1000,10000", help="sizes, the smallest first; 10000,1000000 takes a while"
    )
    parser.add_argument(
        "--rounds",
        type=int,
        default=5,
        help="of each page; the fastest is shown, for what else the machine does only ever adds",
    )
    parser.add_argument("--words", type=int, default=250, help="in a resume")
    options = parser.parse_args()
    sizes = [int(size) for size in options.rows.split(",")]
    with tempfile.TemporaryDirectory(prefix="careers-bench-") as folder:
        app = prepared(folder)
        with app.app_context():
            columns = [measured(app, size, options) for size in sizes]
    print(f"\nMilliseconds a page, fastest of {options.rounds}; in brackets its statements.")
    print("{:<28}".format("page") + "".join(f"{size:>16,}" for size in sizes) + f"{'ratio':>8}")
    for page in columns[0]:
        cells = "".join(
            f"{taken * 1000:>11.1f} ({count:>2})" for taken, count in (one[page] for one in columns)
        )
        print(f"{page:<28}{cells}{columns[-1][page][0] / columns[0][page][0]:>8.1f}")


def prepared(folder: str) -> Flask:
    """A migrated site without applications: on DATABASE_URL if it is set, else on SQLite in the folder."""
    app = create_app(
        dict(os.environ, SITE_URL="http://localhost", INSTANCE_PATH=folder, SECRET_KEY=secrets.token_hex(32))
    )
    # The page is what is measured, and an address that must be https would keep its cookies from a plain one.
    with app.app_context():
        upgrade()
        if db.session.scalar(select(Application.id).limit(1)) is not None:
            sys.exit("This database holds applications. The benchmark fills an empty one.")
        with transaction():
            db.session.add(CompanyProfile(id=1, name="Bench"))
            db.session.add(Department(slug="bench", name="Bench"))
            for role in (Role.RECRUITER, Role.HIRING_MANAGER):
                create_user(
                    name=role,
                    email=f"{role}@bench.example",
                    role=role,
                    title="",
                    password=PASSWORD,
                    by="bench",
                )
    return app


def measured(app: Flask, size: int, options: argparse.Namespace) -> dict[str, tuple[float, int]]:
    """Fill up to ``size`` applications; seconds and statements of each page."""
    began = time.perf_counter()
    fill(size, options.words)
    print(f"{size:,} applications after {time.perf_counter() - began:.0f} s more", flush=True)
    recruiter, manager = signed_in(app, Role.RECRUITER), signed_in(app, Role.HIRING_MANAGER)
    asked = {name: (recruiter, f"/hr/applications?{query}") for name, query in PAGES.items()}
    newest = db.session.scalar(select(func.max(Application.id)))
    asked["first page of the desk"] = (recruiter, "/hr/")
    asked["beside one, searched"] = (recruiter, f"/hr/applications/{newest}?q=python+django")
    asked["a manager's list"] = (manager, "/hr/applications")
    asked["a manager's search"] = (manager, "/hr/applications?q=kafka")
    db.session.rollback()
    return {name: cost(client, path, options.rounds) for name, (client, path) in asked.items()}


def cost(client: FlaskClient, path: str, rounds: int) -> tuple[float, int]:
    """The fewest seconds of a page, and how many statements it takes."""
    times = []
    with counted() as count:
        for number in range(rounds + 1):
            began, before = time.perf_counter(), count()
            answer = outside(client.get, path)
            if answer.status_code != 200:
                sys.exit(f"{path} answers {answer.status}")
            if number:  # the first one warms up
                times.append(time.perf_counter() - began)
            statements = count() - before
    if b"too long" in answer.data:
        print(f"{path} was stopped")
    return min(times), statements


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    """Counts the statements that are sent to the database inside the block."""
    sent = itertools.count()

    def note(*_: Any) -> None:
        next(sent)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield lambda: int(re.sub(r"\D", "", repr(sent)))
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def outside(send: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Send a request as a server does: in a thread of its own, where no app context is pushed yet."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(send, *arguments, **named).result()


def signed_in(app: Flask, role: Role) -> FlaskClient:
    """A browser of somebody with this role."""
    client = app.test_client()
    token = re.search(
        r'name="csrf_token" value="([^"]+)"', outside(client.get, "/hr/sign-in").get_data(as_text=True)
    )
    form = {"email": f"{role}@bench.example", "password": PASSWORD, "csrf_token": token[1] if token else ""}
    answer = outside(
        client.post, "/hr/sign-in", data=form, headers={"Referer": "http://localhost/hr/sign-in"}
    )
    if answer.status_code != 303:
        sys.exit(f"signing in answers {answer.status}")
    return client


if __name__ == "__main__":
    main()
