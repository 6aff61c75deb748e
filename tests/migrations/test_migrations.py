"""The revisions, from an empty database on, make what the models describe."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from click.testing import Result
from flask import Flask
from flask_migrate import downgrade, upgrade

from careers.accounts.models import StaffSession
from careers.applications.candidates.models import CandidateLikeness, CandidateTrait
from careers.clock import now
from careers.company.stages.queries import all_stages
from careers.database import Base, db
from careers.review.stages.models import ReviewWord
from careers.tasks.models import Task
from tests.architecture.structure import PROJECT
from tests.databases import MySqlDatabase, settings_for
from tests.factories import a_user, an_application, save
from tests.servers.mysql import database_url_of, run_statements

# The last revision that kept hashes without a key.
BEFORE_KEYS = "0044"
# The last one under which stages were a table of the code with names in ``review_words``.
BEFORE_STAGES = "0050"


@pytest.fixture
def environ(engine_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The settings for a database without any table."""
    if engine_kind == "sqlite":
        yield settings_for(f"sqlite:///{tmp_path}/empty.sqlite3", tmp_path)
        return
    server: str = request.getfixturevalue("mysql_server_url")
    database: MySqlDatabase = request.getfixturevalue("mysql_database")
    name = f"{database.name}_empty"
    run_statements(server, f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
    yield settings_for(database_url_of(server, name), tmp_path)
    run_statements(server, f"DROP DATABASE `{name}`")


def constraints_in(database: sa.Inspector) -> set[str]:
    """The names of all checks in the database."""
    return {
        str(check["name"])
        for table in database.get_table_names()
        for check in database.get_check_constraints(table)
    }


def test_the_revisions_are_one_line_without_branches() -> None:
    assert len(ScriptDirectory(str(PROJECT / "migrations")).get_heads()) == 1


def test_migrated_from_empty_the_schema_equals_the_models(
    app: Flask, flask_command: Callable[..., Result]
) -> None:
    upgrade()
    checked = flask_command("db", "check")
    assert checked.exit_code == 0, checked.output
    names = {
        str(constraint.name)
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
    assert names and names <= constraints_in(sa.inspect(db.engine))


def test_a_difference_between_models_and_schema_is_seen(
    app: Flask, flask_command: Callable[..., Result]
) -> None:
    upgrade()
    with db.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE users DROP COLUMN totp_last_step"))
    assert flask_command("db", "check").exit_code != 0


def test_tables_on_mysql_are_transactional_and_take_every_character(app: Flask, engine_kind: str) -> None:
    upgrade()
    if engine_kind == "mysql":
        asked = (
            "SELECT engine, table_collation FROM information_schema.tables WHERE table_schema = DATABASE()"
        )
        with db.engine.connect() as connection:
            kept = {
                (engine, collation.partition("_")[0])
                for engine, collation in connection.execute(sa.text(asked))
            }
        assert kept == {("InnoDB", "utf8mb4")}


def test_every_revision_can_be_taken_back(app: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version"}


def test_hashes_without_a_key_go_once_and_are_made_anew(app: Flask, run_tasks: Callable[[], object]) -> None:
    upgrade()
    one, other = (an_application(name=name, phone="+1 415 555 0100", documents=[]) for name in ("A", "B"))
    known = hashlib.sha256(b"155550100").hexdigest()
    pairs, traits, tasks = (
        sa.select(sa.func.count()).select_from(table) for table in (CandidateLikeness, CandidateTrait, Task)
    )
    for _ in range(2):
        downgrade(revision=BEFORE_KEYS)
        save(CandidateTrait(candidate_id=one.candidate_id, kind="phone", value=known))
        upgrade()
        assert (db.session.scalar(traits), db.session.scalar(tasks)) == (0, 1)
        db.session.rollback()
    run_tasks()
    db.session.rollback()
    kept = set(db.session.scalars(sa.select(CandidateTrait.value).filter_by(kind="phone")))
    assert len(kept) == 1 and known not in kept and db.session.scalar(pairs) == 1
    assert other.candidate_id != one.candidate_id


def test_stages_keep_the_names_that_they_were_given(app: Flask) -> None:
    upgrade(revision=BEFORE_STAGES)
    asked = sa.text("SELECT label FROM review_words WHERE kind = 'stage' AND `key` = 'screen'")
    named = sa.text(
        "INSERT INTO review_words (kind, `key`, label, is_retired, version) VALUES (:k, :s, :l, 0, 3)"
    )
    with db.engine.begin() as connection:
        connection.execute(named, {"k": "stage", "s": "screen", "l": "First call"})
        connection.execute(named, {"k": "rejected", "s": "skills", "l": "Other skills"})
    upgrade()
    db.session.rollback()
    assert [stage.name for stage in all_stages()] == ["New", "First call", "Interview", "Offer"]
    assert [one.label for one in db.session.scalars(sa.select(ReviewWord))] == ["Other skills"]
    db.session.rollback()
    downgrade(revision=BEFORE_STAGES)
    with db.engine.connect() as connection:
        assert [row[0] for row in connection.execute(asked)] == ["First call"]


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)  # the others change tables in place
def test_making_a_table_anew_keeps_the_rows_that_refer_to_it(app: Flask, tmp_path: Path) -> None:
    upgrade()
    db.session.add(StaffSession(user_id=a_user().id, token_hash="t", expires_at=now()))
    db.session.commit()
    folder = tmp_path / "migrations"
    shutil.copytree(PROJECT / "migrations", folder)
    head = ScriptDirectory(str(folder)).get_current_head()
    (folder / "versions" / "next.py").write_text(REVISION.format(head=head), encoding="utf-8")
    upgrade(directory=str(folder))
    assert [one.token_hash for one in db.session.scalars(sa.select(StaffSession))] == ["t"]


REVISION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "next", "{head}"


def upgrade():
    with op.batch_alter_table("users", recreate="always") as batch:
        batch.add_column(sa.Column("nickname", sa.String(20)))
"""
