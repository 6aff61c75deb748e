"""A migrated database for each test: SQLite is copied from a template, MySQL emptied of the last test's rows."""

import os
import secrets
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from MySQLdb.connections import Connection

from careers import create_app
from careers.database import db
from tests.servers.mysql import connect, database_url_of, run_statements


def settings_for(database_url: str, instance: Path) -> dict[str, str]:
    """The settings of an app for tests."""
    return {
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": secrets.token_hex(32),
        "SITE_URL": "http://localhost",
        "WEB_THREADS": "8",
    }


def migrate(database_url: str, instance: Path) -> None:
    """Bring an empty database to the newest revision, as ``flask db upgrade`` does."""
    app = create_app(settings_for(database_url, instance))
    with app.app_context():
        upgrade()
    close_connections(app)


def close_connections(app: Any) -> None:
    """Close every connection that the app's engines still hold."""
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


class SqliteTemplate:
    """A migrated SQLite file, and copies of it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "template.sqlite3"
        migrate(f"sqlite:///{self._file}", folder)
        connection = sqlite3.connect(self._file)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    def copy_to(self, file: Path) -> str:
        """Put a fresh database there and return its address."""
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._file, file)
        return f"sqlite:///{file}"


class MySqlDatabase:
    """One database on a server, migrated once, brought back to that state before each test."""

    def __init__(self, server_url: str, folder: Path) -> None:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.name = f"careers_test_{secrets.token_hex(4)}_{worker}"
        self.url = database_url_of(server_url, self.name)
        self._server_url = server_url
        run_statements(server_url, f"CREATE DATABASE `{self.name}` CHARACTER SET utf8mb4")
        migrate(self.url, folder)
        self._connection: Connection = connect(server_url, self.name)
        self._tables = [str(row[0]) for row in self._rows("SHOW TABLES") if row[0] != "alembic_version"]
        # What migrations themselves put in, to be put back after it was changed.
        self._first_rows = {table: self._rows(f"SELECT * FROM `{table}`") for table in self._used_tables()}

    def clean(self) -> None:
        """Leave only the rows that the migrations made."""
        self._connection.query("SET foreign_key_checks = 0")
        for table in self._used_tables():
            self._connection.query(f"DELETE FROM `{table}`")
        with self._connection.cursor() as cursor:
            for table, rows in self._first_rows.items():
                marks = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO `{table}` VALUES ({marks})", rows)
        self._connection.query("SET foreign_key_checks = 1")

    def drop(self) -> None:
        """Remove the database from the server."""
        self._connection.close()
        run_statements(self._server_url, f"DROP DATABASE `{self.name}`")

    def _used_tables(self) -> list[str]:
        asked = " UNION ALL ".join(
            f"SELECT '{table}' FROM DUAL WHERE EXISTS (SELECT 1 FROM `{table}`)" for table in self._tables
        )
        return [str(row[0]) for row in self._rows(asked)] if asked else []

    def _rows(self, statement: str) -> list[Any]:
        with self._connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())
