"""SQLite's file: a site whose file is taken away waits for it, and never goes on with another one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from careers.company.models import CompanyProfile
from careers.database import db
from tests.client import PageClient
from tests.factories import a_company, a_posting


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_missing_database_file_counts_as_unavailable_until_it_is_back(
    app: Flask, client: PageClient, instance_path: Path
) -> None:
    a_company()
    posting = a_posting()
    path = f"/jobs/{posting.id}-{posting.slug}/apply"
    form = client.visit(path).form().fill(name="Anna Berg", email="anna@people.example")
    db.session.rollback()
    away = instance_path / "away"
    away.mkdir()
    files = list(instance_path.glob("careers.sqlite3*"))
    for file in files:
        file.rename(away / file.name)
    for button in ("Review and send", "Try again"):
        # Neither a new, empty file nor the one that lies elsewhere is written to.
        form = form.submit(button, status=503).form()
        assert form.values["name"] == "Anna Berg" and not list(instance_path.glob("careers.sqlite3*"))
    for file in files:
        (away / file.name).rename(file)
    assert form.submit(status=200).form().values["name"] == "Anna Berg"


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_file_in_the_place_of_another_is_the_one_that_is_used(app: Flask, instance_path: Path) -> None:
    a_company(name="Before")
    db.session.rollback()
    file, copy = instance_path / "careers.sqlite3", instance_path / "copy"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    db.session.execute(text("UPDATE company_profile SET name = 'After'"))
    db.session.commit()
    for beside in instance_path.glob("careers.sqlite3-*"):
        beside.unlink()
    copy.rename(file)
    assert db.session.get_one(CompanyProfile, 1).name == "Before"
