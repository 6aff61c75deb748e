"""The tests of migrations begin with a database that has no tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import MySqlDatabase
from tests.servers.mysql import database_url_of, run_statements


@pytest.fixture
def database_url(engine_kind: str, instance_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without tables."""
    if engine_kind == "sqlite":
        yield f"sqlite:///{instance_path}/careers.sqlite3"
        return
    server: str = request.getfixturevalue("mysql_server_url")
    database: MySqlDatabase = request.getfixturevalue("mysql_database")
    name = f"{database.name}_empty"
    run_statements(server, f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
    yield database_url_of(server, name)
    run_statements(server, f"DROP DATABASE `{name}`")
