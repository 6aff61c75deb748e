"""What candidates tell stays out of logs, shared caches and other accounts' reach."""

import logging
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from careers.database import db
from tests.client import PageClient
from tests.factories import a_company, a_posting

PERSON = "anna.berg@people.example"


def test_a_statement_that_fails_does_not_write_its_values_into_the_log(
    app: Flask, client: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    app.add_url_rule("/broken", view_func=_broken)
    app.testing = False
    with caplog.at_level(logging.DEBUG):
        client.visit("/broken", status=500)
    assert "INSERT INTO recovery_codes" in caplog.text
    assert PERSON not in caplog.text


def _broken() -> str:
    nobodys = text("INSERT INTO recovery_codes (user_id, code_hash) VALUES (999999, :code)")
    db.session.execute(nobodys, {"code": PERSON})
    return ""


_broken.policy = "public"  # type: ignore[attr-defined]


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_the_embedded_database_is_for_its_owner_only(tmp_path: Path, app: Flask) -> None:
    from careers import create_app
    from tests.databases import close_connections

    other = create_app({"INSTANCE_PATH": str(tmp_path / "new"), "SECRET_KEY": app.config["SECRET_KEY"]})
    with other.app_context():
        db.session.execute(text("CREATE TABLE anything (id INTEGER)"))
        db.session.commit()
    close_connections(other)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "new").glob("careers.sqlite3*")}
    assert modes and set(modes.values()) == {0o600}


def test_pages_with_a_token_are_not_cached(app: Flask, client: PageClient) -> None:
    a_company()
    posting = a_posting()
    for path in ("/hr/sign-in", "/applications", f"/jobs/{posting.id}-{posting.slug}/apply"):
        page = client.visit(path)
        assert page.form().values["csrf_token"]
        assert "private" in page.headers["Cache-Control"]
