"""The revisions, from an empty database on, make what the models describe."""

import shutil
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from click.testing import Result
from flask import Flask
from flask_migrate import downgrade, upgrade

from careers.accounts.models import StaffSession
from careers.clock import now
from careers.company.stages.queries import all_stages
from careers.database import Base, db
from careers.pipeline.message_templates.models import MessageTemplate
from tests.architecture.structure import PROJECT
from tests.factories import a_user


def constraints_in(database: sa.Inspector) -> set[str]:
    """The names of all checks in the database."""
    return {
        str(check["name"]) for table in database.get_table_names() for check in database.get_check_constraints(table)
    }


def test_the_revisions_are_one_line_without_branches() -> None:
    assert len(ScriptDirectory(str(PROJECT / "migrations")).get_heads()) == 1


def test_migrated_from_empty_the_schema_equals_the_models(app: Flask, flask_command: Callable[..., Result]) -> None:
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


def test_a_difference_between_models_and_schema_is_seen(app: Flask, flask_command: Callable[..., Result]) -> None:
    upgrade()
    with db.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE users DROP COLUMN totp_last_step"))
    assert flask_command("db", "check").exit_code != 0


def test_tables_on_mysql_are_transactional_and_take_every_character(app: Flask, engine_kind: str) -> None:
    upgrade()
    if engine_kind == "mysql":
        asked = "SELECT engine, table_collation FROM information_schema.tables WHERE table_schema = DATABASE()"
        with db.engine.connect() as connection:
            kept = {(engine, collation.partition("_")[0]) for engine, collation in connection.execute(sa.text(asked))}
        assert kept == {("InnoDB", "utf8mb4")}


def test_every_revision_can_be_downgraded(app: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version"}


def test_a_new_site_has_stages_and_message_templates(app: Flask) -> None:
    upgrade()
    assert [stage.name for stage in all_stages()] == ["New", "Screen", "Interview", "Offer"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(MessageTemplate)) == 8


def test_a_later_revision_keeps_the_rows(app: Flask, tmp_path: Path) -> None:
    upgrade()
    db.session.add(StaffSession(user_id=a_user().id, token_hash="t", expires_at=now()))
    db.session.commit()
    folder = tmp_path / "migrations"
    shutil.copytree(PROJECT / "migrations", folder)
    head = ScriptDirectory(str(folder)).get_current_head() or ""
    later = LATER_REVISION.replace("{head}", head)
    (folder / "versions" / "nickname.py").write_text(later, encoding="utf-8")
    upgrade(directory=str(folder))
    assert "nickname" in {column["name"] for column in sa.inspect(db.engine).get_columns("users")}
    assert db.session.scalars(sa.select(StaffSession.token_hash)).all() == ["t"]
    db.session.rollback()
    downgrade(directory=str(folder))
    assert "nickname" not in {column["name"] for column in sa.inspect(db.engine).get_columns("users")}


# SQLite creates the table anew, whose rows others refer to; a server changes it in place.
LATER_REVISION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "nickname", "{head}"


def upgrade():
    with batch() as users:
        users.add_column(sa.Column("nickname", sa.String(20)))


def downgrade():
    with batch() as users:
        users.drop_column("nickname")


def batch():
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    return op.batch_alter_table("users", recreate="always" if is_sqlite else "never")
"""
