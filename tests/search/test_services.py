"""The index keeps in step with the postings, and can be made anew."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import delete, func, select

from careers.database import db, transaction
from careers.demo.services import fill
from careers.postings.content_services import PostingContent, content_of
from careers.postings.models import Posting
from careers.postings.search_index import POSTING_TEXTS, PostingSearch
from careers.postings.services import create_posting, update_posting
from careers.postings.staff.queries import posting_for
from careers.search.matching import matching
from careers.search.parser import parse
from careers.security import Role
from tests.factories import a_department, a_posting, a_user
from tests.search.found import a_found_posting


def found(text: str) -> list[str]:
    """The titles of all postings, drafts too, that a search finds."""
    condition = matching(parse(text, POSTING_TEXTS.field_names()), POSTING_TEXTS, Posting.id)
    return list(db.session.scalars(select(Posting.title).where(condition).order_by(Posting.id)))


def test_a_new_posting_is_found_by_what_was_written(app: Flask) -> None:
    department = a_department(name="Kitchen")
    with transaction():
        create_posting(PostingContent("Cook", department.id, sections={"description": "Soup."}), by="test")
    assert found("title:cook team:kitchen soup") == ["Cook"]


def test_an_edited_posting_is_found_by_its_current_text_only(app: Flask) -> None:
    posting, admin = a_found_posting(title="Cook", summary=""), a_user("admin")
    assert found("cook") == ["Cook"]
    road = a_department(name="Road")
    with transaction():
        posting = posting_for(admin, posting.id)
        content = replace(
            content_of(posting),
            title="Driver",
            department_id=road.id,
            sections={"description": "a", "responsibilities": "b", "qualifications": "Patience"},
        )
        update_posting(posting, content, version=posting.version, by=admin)
    assert found("driver team:road patience") == ["Driver"] and found("cook") == []


def test_a_deleted_posting_leaves_nothing_in_the_index(app: Flask) -> None:
    posting = a_found_posting(title="Cook")
    with transaction():
        db.session.execute(delete(Posting).where(Posting.id == posting.id))
    assert found("cook") == [] and db.session.scalar(select(func.count()).select_from(PostingSearch)) == 0


def test_the_index_can_be_made_anew(app: Flask, flask_command: Callable[..., Result]) -> None:
    a_posting(title="Cook")
    a_posting(title="Driver")
    assert found("cook") == []
    assert "Indexed 2 rows of" in flask_command("search", "rebuild").output
    db.session.rollback()
    assert found("cook") == ["Cook"]
    assert "Indexed 2 rows of" in flask_command("search", "rebuild").output
    db.session.rollback()
    assert found("cook OR driver") == ["Cook", "Driver"]


@pytest.mark.parametrize("text", ["title:backend", "python mysql", '"San Francisco"'])
def test_the_demo_can_be_searched(app: Flask, text: str) -> None:
    from careers.demo.account_services import Account

    with transaction():
        fill(
            [
                Account(name, "", f"{name}@x.test", role.value, "abc-def-ghi-123")
                for name, role in zip("abcd", Role, strict=True)
            ]
        )
    assert "Backend Developer" in found(text)
