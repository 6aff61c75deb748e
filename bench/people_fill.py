"""Load generated applications into an empty, migrated database in bulk."""

import csv
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Column, Table, create_engine, insert, text

from bench.people_rows import (
    COLUMNS,
    MANAGER,
    OPEN_POSTINGS,
    RECRUITER,
    ROLES,
    STAFF,
    TAGS,
    Generator,
    posting_of,
)
from careers.clock import now
from careers.database import db, transaction

FULLTEXT = "ft_application_search_words"
# Loaded last, so that a database with applications is complete.
LAST = "applications"


def fill(size: int, words: int, texts: Any, folder: Path) -> None:
    """Generate ``size`` applications and load them. The database must be migrated and empty."""
    until = now()
    with transaction():
        _settings(size, until)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="rows-", dir=folder) as rows:
        _write(Path(rows), Generator(size, words, texts, until.replace(tzinfo=None)))
        print(f"{size:,}: generated after {time.perf_counter() - began:.0f} s", flush=True)
        with _loading() as load:
            for name in sorted(COLUMNS, key=lambda name: (name == LAST, list(COLUMNS).index(name))):
                load(Path(rows, name), db.metadata.tables[name])
                Path(rows, name).unlink()
                print(f"{size:,}: {name} after {time.perf_counter() - began:.0f} s", flush=True)


def _settings(size: int, at: datetime) -> None:
    _add("company_profile", {"id": 1, "name": "Bench"})
    _add(
        "departments",
        *({"id": number, "slug": f"d{number}", "name": f"Department {number}"} for number in (1, 2, 3)),
    )
    _add("users", *(_user(number) for number in range(1, STAFF + 1)))
    _add(
        "tags",
        *({"id": number, "name": f"tag{number}", "folded_name": f"tag{number}"} for number in range(1, TAGS + 1)),
    )
    last = posting_of(size - 1)
    _add("postings", *(_posting(number, last, at) for number in range(1, last + 1)))
    team = [
        {"posting_id": number, "user_id": user_id, "role": ROLES[user_id]}
        for number in range(1, last + 1)
        for user_id in (MANAGER, MANAGER + 1)
        if number % 20 == 1
    ]
    _add("hiring_team_members", *team)
    criteria = [
        {"posting_id": number, "position": place, "name": f"Criterion {place}"}
        for number in range(1, last + 1)
        for place in (1, 2, 3)
    ]
    _add("posting_criteria", *criteria)
    _add(
        "bulk_actions",
        {"id": 1, "kind": "move", "made_by_id": RECRUITER, "made_by_name": "recruiter", "options": {}},
    )
    for number in range(1, 11):
        filters = {"stage": "interview", "source": "job fair"} if number % 2 else {"disposition": "rejected"}
        _add(
            "saved_views",
            {"owner_id": RECRUITER, "name": f"View {number}", "is_shared": True, "filters": filters},
        )


def _add(name: str, *rows: dict[str, Any]) -> None:
    if rows:
        db.session.execute(insert(db.metadata.tables[name]), list(rows))


def _user(number: int) -> dict[str, Any]:
    role = ROLES.get(number) or list(ROLES.values())[number % 3]
    email = f"{role if number in ROLES else f'staff{number}'}@bench.example"
    return {
        "id": number,
        "name": f"Staff {number}",
        "title": "",
        "email": email,
        "email_normalized": email,
        "role": role,
        "password_hash": "",
    }


def _posting(number: int, last: int, at: datetime) -> dict[str, Any]:
    is_open = number == 1 or number > last - OPEN_POSTINGS
    opened = at - timedelta(days=30 if is_open else 400, minutes=last - number)
    return {
        "id": number,
        "title": f"Position {number}",
        "slug": f"position-{number}",
        "department_id": 1 + number % 3,
        "state": "published" if is_open else "closed",
        "opened_at": opened,
        "date_posted": opened,
        "closed_at": None if is_open else at - timedelta(days=300),
    }


def _write(folder: Path, generator: Generator) -> None:
    with ExitStack() as files:
        opened = {name: files.enter_context((folder / name).open("w", encoding="utf-8")) for name in COLUMNS}
        ends = {name: _defaults(db.metadata.tables[name]) for name in COLUMNS}
        for name, row in generator.rows():
            _line(opened[name], row, ends[name])


def _line(file: TextIO, row: Sequence[object], end: str) -> None:
    file.write("\t".join(["\\N" if value is None else str(value) for value in row]) + end)


def _defaults(table: Table) -> str:
    values = (_default(column) for column in _others(table))
    return "".join(f"\t{value}" for value in values) + "\n"


def _columns(table: Table) -> list[str]:
    return COLUMNS[table.name].split() + [column.name for column in _others(table)]


def _others(table: Table) -> list[Column[Any]]:
    generated = COLUMNS[table.name].split()
    automatic = table.autoincrement_column
    return [
        column
        for column in table.columns
        if column.name not in generated and column is not automatic and not column.nullable
    ]


def _default(column: Column[Any]) -> object:
    default: Any = column.default
    value = default.arg(None) if default.is_callable else default.arg
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return int(value) if isinstance(value, bool) else "{}" if value == {} else "[]" if value == [] else value


@contextmanager
def _loading() -> Iterator[Callable[[Path, Table], None]]:
    # A separate connection: building an index takes minutes, and the site's connections time out after 30 seconds.
    if db.engine.dialect.name == "sqlite":
        # A plain connection doesn't check foreign keys.
        with closing(sqlite3.connect(str(db.engine.url.database))) as file:
            yield partial(_load_into_sqlite, file)
        return
    engine = create_engine(db.engine.url, connect_args={"local_infile": 1})
    with engine.connect() as connection:
        # With these off, MariaDB builds each index of an empty table by sorting once.
        connection.execute(text("SET GLOBAL local_infile=1"))
        for setting in ("unique_checks=0", "foreign_key_checks=0", "sql_mode='STRICT_TRANS_TABLES'"):
            connection.execute(text(f"SET SESSION {setting}"))
        # The second statement drops the hidden column of the full-text index; rows loaded with it are never found.
        connection.execute(text(f"DROP INDEX {FULLTEXT} ON application_search"))
        connection.execute(text("ALTER TABLE application_search ENGINE=InnoDB"))

        def load(path: Path, table: Table) -> None:
            statement = f"LOAD DATA LOCAL INFILE '{path}' INTO TABLE {table.name} CHARACTER SET utf8mb4"
            loaded = connection.exec_driver_sql(f"{statement} ({', '.join(_columns(table))})").rowcount
            # With LOCAL, the server skips rows that break a constraint instead of failing.
            with path.open(encoding="utf-8") as lines:
                if loaded != sum(1 for _ in lines):
                    raise RuntimeError(f"{table.name}: only {loaded} rows were loaded")
            connection.commit()
            if table.name == "application_search":
                connection.execute(text(f"CREATE FULLTEXT INDEX {FULLTEXT} ON application_search (words)"))
            connection.exec_driver_sql(f"ANALYZE TABLE {table.name}")

        yield load
    engine.dispose()


def _load_into_sqlite(file: sqlite3.Connection, path: Path, table: Table) -> None:
    columns = _columns(table)
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    with path.open(encoding="utf-8", newline="") as lines, file:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        file.executemany(statement, ([None if value == "\\N" else value for value in row] for row in rows))
