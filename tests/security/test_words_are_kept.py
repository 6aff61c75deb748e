"""What staff have typed is not lost when it comes too late or is too long; and no other site makes us repeat a form."""

import pytest
from sqlalchemy import select

from careers.applications.models import Application
from careers.database import db
from careers.http.limits import LONG_BODY
from careers.review.notes.models import Note
from tests.client import PageClient
from tests.factories import a_company, a_user, an_application
from tests.page import Form
from tests.staff import at_desk

WORDS = "An hour of reading, in one note. " * 40


@pytest.fixture
def note(app: object, client: PageClient) -> Form:
    """The form of a note, open in a recruiter's browser."""
    a_company()
    at_desk(client, a_user("recruiter", email="rita@staff.example"))
    return client.visit(f"/hr/applications/{an_application().id}").form("/notes")


def test_a_note_sent_after_the_session_ended_can_be_sent_again(client: PageClient, note: Form) -> None:
    client.visit("/hr/account").form("/sign-out").submit()
    page = note.fill(body=WORDS).submit(status=None)
    assert page.h1 == "You’ve been signed out" and page.field("body")["value"] == WORDS
    client.sign_in("rita@staff.example")
    page = page.form("/notes").submit(status=None)
    page = page.form("/notes").submit()
    assert page.notices == ["Note saved."]
    assert db.session.scalars(select(Note)).one().body == WORDS.strip()


def test_a_form_from_another_site_is_not_given_back(client: PageClient, note: Form) -> None:
    sent = note.fill(body=WORDS).values | {"csrf_token": "stale"}
    for headers in ({}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        page = client.post(str(note.tag["action"]), sent, status=400, headers=headers)
        assert WORDS not in page.html and not page.forms


def test_a_note_over_the_limit_is_kept_with_a_message(
    note: Form,
) -> None:
    long = "ä word " * 150_000
    page = note.fill(body=long).submit(status=422)
    assert page.error_of("body") == "Use at most 20,000 characters."
    assert page.form("/notes").values["body"] == long
    page = note.fill(body="a" * LONG_BODY).submit(status=413)
    assert "Your browser still has it." in page.text
    assert db.session.scalars(select(Application)).one().version == 1
