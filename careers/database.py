"""The database: engine setup, the column types that all engines share, and the transaction boundary."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, Dialect, Engine, Integer, LargeBinary, MetaData, Text, event, text
from sqlalchemy.dialects import mysql
from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import DateTime, TypeDecorator

from careers.config import ConfigError, Settings, current_settings

# MariaDB's default lacks ONLY_FULL_GROUP_BY. Both servers get the same rules, whatever their configuration says.
SQL_MODE = "STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO"
SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000")
# Lock wait timeout and deadlock: the statement was rolled back and may be retried.
MYSQL_CONFLICTS = (1205, 1213)
# Errors of the client library about its connection; and of a server that is full, stopping, read-only, or refuses us.
MYSQL_CLIENT_ERRORS = range(2000, 3000)
MYSQL_AWAY = (
    *MYSQL_CONFLICTS,
    1040,
    1044,
    1045,
    1049,
    1053,
    1129,
    1152,
    1158,
    1159,
    1160,
    1161,
    1203,
    1290,
    1927,
)
# The beginnings of SQLite's messages about a wrong statement; all others are about the file, its lock, or its disk.
SQLITE_MISTAKES = ("no such", "near ", "table ", "duplicate column", "ambiguous column", "too many")

# Before the first release the schema had 54 revisions of its own, which nothing upgrades from.
UNRELEASED_REVISION = re.compile(r"00[0-5]\d")

# Compared byte by byte, as on SQLite: two addresses that differ in an accent are different.
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()}

Result = TypeVar("Result")
# The key under which a connection to SQLite notes which file it opened.
FILE = "careers.file"
_writing: ContextVar[bool] = ContextVar("writing", default=False)


class Base(DeclarativeBase):
    """The base of all models. Constraints have the same names on every engine, so that migrations can use them."""

    __table_args__: Any = TABLE_OPTIONS
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)
migrate = Migrate()
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: an aware UTC datetime in Python, DATETIME(6) without a zone in the database."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name in ("mysql", "mariadb"):
            return dialect.type_descriptor(mysql.DATETIME(fsp=6))
        return dialect.type_descriptor(DateTime())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None else None


# TEXT and BLOB end at 64 KiB on MySQL. The dialect is named "mariadb" if the URL starts with mariadb://.
LongText = Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
LongBytes = LargeBinary().with_variant(mysql.MEDIUMBLOB(), "mysql", "mariadb")
# SQLite only generates ids for a key of type INTEGER.
Id = BigInteger().with_variant(Integer(), "sqlite")


def engine_options(settings: Settings) -> dict[str, Any]:
    """Return the options of SQLAlchemy's engine for the database in the settings."""
    # Errors are logged, but the values in their statements are personal data and stay out of the log.
    if settings.database_url.startswith("sqlite"):
        pool = {"pool_size": settings.threads, "max_overflow": 4}
        return {"connect_args": {"timeout": 15}, "hide_parameters": True, **pool}
    connect = {
        "init_command": f"SET SESSION sql_mode='{SQL_MODE}', time_zone='+00:00'",
        "charset": "utf8mb4",
        "connect_timeout": 5,
        "read_timeout": 30,
        "write_timeout": 30,
    }
    return {
        "connect_args": connect,
        "hide_parameters": True,
        "isolation_level": "READ COMMITTED",
        "pool_pre_ping": True,
        "pool_recycle": 280,
        "pool_size": settings.threads,
        "max_overflow": 4,
        "pool_timeout": 10,
    }


def init_database(app: Flask, settings: Settings) -> None:
    """Set up the database and its migrations for the app."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(app.config["MIGRATIONS_PATH"]), compare_type=True)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _tune_sqlite(db.engine)


def refuse_unreleased_database(app: Flask) -> None:
    """Raise ConfigError if an unreleased version created the database, as nothing upgrades its schema."""
    with app.app_context():
        try:
            with db.engine.connect() as connection:
                revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        except SQLAlchemyError:
            # The database is empty, or it can't be reached, which is reported by whatever needs it.
            return
        finally:
            # The process may fork later, and its children must not share a connection.
            db.engine.dispose()
        if UNRELEASED_REVISION.fullmatch(revision or ""):
            raise ConfigError(_way_out(db.engine))


def _way_out(engine: Engine) -> str:
    instance = current_settings().instance_path
    name = str(engine.url.database)
    if engine.dialect.name == "sqlite":
        export = f"sqlite3 '{name}' .dump > careers.sql"
    else:
        export = f"mysqldump --single-transaction {name} > careers.sql"
    if Path(name).is_relative_to(instance):
        start_over = f"move {instance} somewhere else"
    else:
        start_over = "set DATABASE_URL to an empty database and INSTANCE_PATH to a new folder"
    return (
        f"The database {name} was created by an unreleased version and can’t be upgraded; it was left as it is: "
        f"to export the data, run: {export}; to start over, {start_over}."
    )


def _tune_sqlite(engine: Engine) -> None:
    if engine.url.database and engine.url.database != ":memory:":
        # SQLite would create a file that every account can read. Its journal files copy the mode of this one.
        os.close(os.open(engine.url.database, os.O_CREAT | os.O_RDWR, 0o600))
        _keep_to_file(engine, Path(engine.url.database).absolute())

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions itself
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A transaction that reads and then writes fails at once if another wrote in between. One that is going to
        # write therefore waits for the write lock at its start.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def _keep_to_file(engine: Engine, path: Path) -> None:
    """Use the file at this path and no other; without it the database is unavailable, like a stopped server.

    SQLite would create an empty file in place of a removed one, and keep writing to one that was moved or replaced.
    """

    @event.listens_for(engine, "do_connect")
    def _open(_dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> None:
        arguments[0], options["uri"] = f"{path.as_uri()}?mode=rw", True

    @event.listens_for(engine, "connect")
    def _note(_connection: Any, record: Any) -> None:
        record.info[FILE] = _identity_of(path)

    @event.listens_for(engine, "checkout")
    def _look(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info[FILE] != _identity_of(path):
            raise DisconnectionError


def _identity_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def transaction() -> Iterator[None]:
    """Commit everything done inside, or roll all of it back. Wraps a POST view, a command, or a task.

    The transaction begins here, so whatever was read before is read again inside.
    """
    db.session.rollback()
    token = _writing.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writing.reset(token)


def in_transaction(work: Callable[[], Result], attempts: int = 4) -> Result:
    """Run ``work`` in a transaction; retry it after a conflict: a deadlock, a lock, or a unique value just taken.

    ``work`` may run several times and must only touch the database.
    """
    for attempt in range(1, attempts + 1):
        try:
            with transaction():
                return work()
        except DBAPIError as error:
            if attempt == attempts or not (is_conflict(error) or isinstance(error, IntegrityError)):
                raise
    raise AssertionError("unreachable")


def is_unavailable(error: BaseException) -> bool:
    """Return whether the error means that the database can't be reached, rather than that a statement is wrong."""
    if isinstance(error, InterfaceError) or (isinstance(error, DBAPIError) and error.connection_invalidated):
        return True
    if not isinstance(error, OperationalError):
        return False
    code = error.orig.args[0] if error.orig and error.orig.args else None
    if isinstance(code, int):
        return code in MYSQL_AWAY or code in MYSQL_CLIENT_ERRORS
    return not str(code).startswith(SQLITE_MISTAKES)


def is_conflict(error: BaseException) -> bool:
    """Return whether the error means that two transactions conflicted and one of them should retry."""
    code = error.orig.args[0] if isinstance(error, DBAPIError) and error.orig and error.orig.args else None
    return code in MYSQL_CONFLICTS or (isinstance(code, str) and "locked" in code)
