"""Run the revisions on SQLite, MariaDB, or MySQL, against the database in the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.sql.schema import SchemaItem

from careers.database import Base, UtcDateTime, db

# SQLite stores a full-text table in further tables, which no model describes.
FTS_SHADOWS = ("_config", "_content", "_data", "_docsize", "_idx")
# Two deployments that migrate at the same time take turns, through a lock with this name.
LOCK, LOCK_SECONDS = "careers-migrations", 120
# These limits keep a page from hanging, but changing a large table takes longer.
LIMITS = ("read_timeout", "write_timeout")


def is_described(_item: SchemaItem, name: str | None, kind: str, reflected: bool, _compared: Any) -> bool:
    """Return whether Alembic should compare this with the models: anything but full-text indexes and their tables."""
    if kind == "index" and reflected and name is not None and name.startswith("ft_"):
        return False
    if kind != "table" or not reflected or name is None:
        return True
    return "fts" not in name.split("_") and not name.endswith(FTS_SHADOWS)


def render_type(kind: str, item: Any, autogenerate: Any) -> str | bool:
    """Return how a revision writes the application's own type, as revisions import nothing of the application."""
    if kind != "type" or not isinstance(item, UtcDateTime):
        return False
    autogenerate.imports.add("from sqlalchemy.dialects import mysql")
    return 'sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")'


def run(connection: Connection) -> None:
    """Run the pending revisions on the connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=is_described,
        render_item=render_type,
        # SQLite can add a column and little else: every other change recreates the table in a batch.
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        # A failed revision leaves no trace on SQLite; MySQL commits every DDL statement on its own.
        transactional_ddl=connection.dialect.name == "sqlite",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


@contextmanager
def one_at_a_time(connection: Connection) -> Iterator[None]:
    """Make a second migration of the same database wait. SQLite has its own locks."""
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
    """Turn off foreign keys on SQLite, where recreating a table would delete the rows that refer to it.

    The pragma has no effect inside a transaction, so it is set outside. Afterwards all references are checked.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
        if broken := driver.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"the migration left references to missing rows: {broken[:5]}")
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def engine_without_limits() -> sa.Engine:
    """Return the site's engine without its limits on how long a statement may take."""
    if db.engine.dialect.name == "sqlite":
        return db.engine
    options = current_app.config["SQLALCHEMY_ENGINE_OPTIONS"]
    connect = {name: value for name, value in options["connect_args"].items() if name not in LIMITS}
    level = options["isolation_level"]
    return sa.create_engine(db.engine.url, connect_args=connect, isolation_level=level, poolclass=sa.NullPool)


def upgrade_online() -> None:
    """Connect and run. There is no offline mode, as what a revision does may depend on the engine."""
    if context.is_offline_mode():
        raise SystemExit("Migrations run on a database; writing them out as SQL is not supported.")
    with (
        engine_without_limits().connect() as connection,
        without_foreign_keys(connection),
        one_at_a_time(connection),
    ):
        run(connection)


upgrade_online()
