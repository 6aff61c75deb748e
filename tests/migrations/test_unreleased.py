"""A database from before the baseline is refused in one sentence, by everything that starts, and stays as it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.databases import settings_for
from tests.servers import free_port
from tests.servers.site import PASSED_ON, PROJECT

FLASK = [sys.executable, "-m", "flask", "--app", str(PROJECT / "wsgi.py")]
COMMANDS = {
    "bin/run": [sys.executable, str(PROJECT / "bin" / "supervise")],
    "upgrade": [*FLASK, "db", "upgrade"],
    "worker": [*FLASK, "worker"],
    "gunicorn": [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "wsgi:app"],
}
OLD = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
    "INSERT INTO alembic_version VALUES ('0054')",
    "CREATE TABLE letters (subject VARCHAR(40))",
    "INSERT INTO letters VALUES ('Your application')",
)


@pytest.fixture
def engine(database_url: str) -> sa.Engine:
    """A database as an unreleased version left it."""
    engine = sa.create_engine(database_url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        for statement in OLD:
            connection.execute(sa.text(statement))
    return engine


def output_of(command: list[str], environ: dict[str, str]) -> str:
    """Return what a command printed that is expected not to start."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    settings = {**passed, **environ, "PORT": str(free_port())}
    ran = subprocess.run(command, cwd=PROJECT, env=settings, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode != 0
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_starts_on_an_unreleased_database_and_its_data_stays(
    command: str, engine: sa.Engine, database_url: str, instance_path: Path
) -> None:
    printed = output_of(COMMANDS[command], settings_for(database_url, instance_path))
    sentences = [line for line in printed.splitlines() if "created by an unreleased version" in line]
    assert len(sentences) == 1 and "Traceback" not in printed
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == "0054"
        assert connection.scalar(sa.text("SELECT subject FROM letters")) == "Your application"
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version", "letters"}


def test_the_message_explains_how_to_export_and_start_over(
    engine: sa.Engine, database_url: str, instance_path: Path, engine_kind: str
) -> None:
    printed = output_of(COMMANDS["upgrade"], settings_for(database_url, instance_path))
    if engine_kind == "sqlite":
        assert f"sqlite3 '{instance_path}/careers.sqlite3' .dump" in printed
        assert f"move {instance_path} somewhere else" in printed
    else:
        assert f"mysqldump --single-transaction {engine.url.database} >" in printed
        assert "set DATABASE_URL to an empty database" in printed
