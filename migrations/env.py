"""Runs the revisions: on SQLite, MariaDB and MySQL, against the database that the settings name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.sql.schema import SchemaItem

from careers.database import Base, UtcDateTime, db

# SQLite keeps a full-text table in tables of its own, which no model describes.
FTS_SHADOWS = ("_config", "_content", "_data", "_docsize", "_idx")
# Two deployments that migrate at the same time wait for each other on this name.
LOCK, LOCK_SECONDS = "careers-migrations", 120
# What keeps a page from hanging would break off a change of a large table.
LIMITS = ("read_timeout", "write_timeout")


def is_described(_item: SchemaItem, name: str | None, kind: str, reflected: bool, _compared: Any) -> bool:
    """Whether alembic should compare this: not what a full-text index made for itself, nor such an index."""
    if kind == "index" and reflected and name is not None and name.startswith("ft_"):
        return False
    if kind != "table" or not reflected or name is None:
        return True
    return "fts" not in name.split("_") and not name.endswith(FTS_SHADOWS)


def written(kind: str, item: Any, autogenerate: Any) -> str | bool:
    """How a revision writes a type: revisions import nothing of the application, which changes under them."""
    if kind != "type" or not isinstance(item, UtcDateTime):
        return False
    autogenerate.imports.add("from sqlalchemy.dialects import mysql")
    return 'sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")'


def run(connection: Connection) -> None:
    """Run what is to be run on the connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=is_described,
        render_item=written,
        # SQLite can add a column and not much more; every other change makes the table anew, in a batch.
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        # A revision that fails on SQLite leaves no trace; MySQL commits every statement of DDL on its own.
        transactional_ddl=connection.dialect.name == "sqlite",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


@contextmanager
def one_at_a_time(connection: Connection) -> Iterator[None]:
    """Keep a second migration of the same database waiting. SQLite has locks of its own."""
    if connection.dialect.name == "sqlite":
        yield
        return
    got = connection.scalar(sa.select(sa.func.get_lock(LOCK, LOCK_SECONDS)))
    connection.commit()
    if not got:
        raise RuntimeError("another migration of this database has been running for two minutes")
    try:
        yield
    finally:
        connection.scalar(sa.select(sa.func.release_lock(LOCK)))
        connection.commit()


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite: making a table anew drops the old one, which would delete every row that refers to it.

    The pragma does nothing inside a transaction, so it stands outside; afterwards all references are checked.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
        if broken := driver.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"the migration left references to nothing: {broken[:5]}")
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def patient_engine() -> sa.Engine:
    """The site's engine, without its limits on how long a statement may take."""
    if db.engine.dialect.name == "sqlite":
        return db.engine
    options = current_app.config["SQLALCHEMY_ENGINE_OPTIONS"]
    connect = {name: value for name, value in options["connect_args"].items() if name not in LIMITS}
    level = options["isolation_level"]
    return sa.create_engine(db.engine.url, connect_args=connect, isolation_level=level, poolclass=sa.NullPool)


def upgrade_online() -> None:
    """Connect and run. There is no offline mode: what a revision does may depend on the engine."""
    if context.is_offline_mode():
        raise SystemExit("Migrations run on a database; writing them out as SQL is not supported.")
    with (
        patient_engine().connect() as connection,
        without_foreign_keys(connection),
        one_at_a_time(connection),
    ):
        run(connection)


upgrade_online()
