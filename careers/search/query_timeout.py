"""A time limit for search statements: the database server stops one that takes longer.

MySQL takes the limit as a hint, MariaDB as a prefix of the statement. SQLite has none; it is for small sites.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.base import Executable

from careers.database import db
from careers.errors import DomainError

MAX_SEARCH_SECONDS = 2
OPTION = "search_seconds"
# MySQL's ER_QUERY_TIMEOUT, MariaDB's ER_STATEMENT_TIMEOUT, and InnoDB's limit on the memory of one full-text search
# (HA_ERR_FTS_EXCEED_RESULT_CACHE_LIMIT).
TIMEOUT_ERRORS = (3024, 1969, 188)
_SELECT = re.compile(r"^\s*SELECT\b")
Statement = TypeVar("Statement", bound=Executable)


class SearchTooSlow(DomainError):
    """The database stopped a search that took too long."""

    def __init__(self) -> None:
        super().__init__("The search took too long. Try fewer or less common words.")


def with_timeout(statement: Statement, seconds: float = MAX_SEARCH_SECONDS) -> Statement:
    """Return the statement with a time limit, after which the server stops it."""
    return statement.execution_options(**{OPTION: seconds})


@contextmanager
def report_timeouts() -> Iterator[None]:
    """Raise SearchTooSlow if a statement inside was stopped at its time limit."""
    try:
        yield
    except DBAPIError as error:
        if error.orig and error.orig.args and error.orig.args[0] in TIMEOUT_ERRORS:
            raise SearchTooSlow from error
        raise


def init_query_timeout(app: Flask) -> None:
    """Apply the limits of ``with_timeout`` to the app's database."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        return

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def _limit(
        _connection: Any, _cursor: Any, statement: str, parameters: Any, context: Any, _many: bool
    ) -> tuple[str, Any]:
        seconds = context.execution_options.get(OPTION) if context else None
        if seconds is None:
            return statement, parameters
        if getattr(engine.dialect, "is_mariadb", False):
            return f"SET STATEMENT max_statement_time={seconds} FOR {statement}", parameters
        return _SELECT.sub(f"SELECT /*+ MAX_EXECUTION_TIME({int(seconds * 1000)}) */", statement, count=1), parameters
