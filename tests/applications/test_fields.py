"""Every consumer of the form's table of fields shows, keeps, or finds each field of it."""

import csv
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import pytest
from sqlalchemy import String, select
from sqlalchemy.exc import OperationalError

from careers.applications.apply import flow, views
from careers.applications.apply.submission_services import fingerprint_of
from careers.applications.fields import (
    APPLICATION,
    APPLICATION_TEXT,
    FIELDS,
    HIDDEN,
    LINE,
    LINKS,
    REDACTED,
    SHOWN,
    WORK,
    FormField,
    fields_in,
)
from careers.applications.models import Application, Draft
from careers.applications.queries import whole_application
from careers.clock import now
from careers.database import db, transaction
from careers.desk.application_list.presenters import SEARCH_FIELDS
from careers.desk.application_search.search_index import APPLICATION_TEXTS
from careers.pipeline.blind_review.presenters import display_field
from careers.postings.models import HIRING_MANAGER, Posting
from tests.applications.portal import portal_path
from tests.client import PageClient
from tests.factories import a_posting, a_user, an_application
from tests.page import Form, Page
from tests.staff import NewClient, at_desk, on_team

Fill = Callable[..., Form]
Send = Callable[[Form], Page]


def word_of(row: FormField) -> str:
    """A word that is in no other field."""
    return "4155550199" if row.name == "phone" else f"zq{row.name.replace('_', '')}"


def value_of(row: FormField) -> str:
    """What Anna enters in a field."""
    if row.kind == LINKS:
        return f"https://{word_of(row)}.example/work"
    return {"email": f"{word_of(row)}@people.example"}.get(row.name, word_of(row))


VALUES = {row.name: value_of(row) for row in FIELDS}


def missing_in(text: str, rows: tuple[FormField, ...] = FIELDS) -> list[str]:
    """The fields whose value isn't in the text."""
    return [row.name for row in rows if VALUES[row.name] not in text]


@pytest.fixture
def sent(filled: Fill, send: Send, run_tasks: Callable[[], None]) -> Application:
    """Anna's application, with something in every field."""
    send(filled(**VALUES))
    run_tasks()
    db.session.rollback()
    return db.session.scalars(select(Application)).one()


def test_the_form_has_a_labeled_control_with_its_hint_for_every_field(client: PageClient, apply_path: str) -> None:
    page = client.visit(apply_path)
    for row in FIELDS:
        label = page.soup.select_one(f'label[for="{row.name}"]')
        assert label and row.label in label.get_text() and row.hint in page.text, row.name


def test_too_long_a_text_is_an_error_at_its_field(filled: Fill) -> None:
    rows = [row for row in FIELDS if row.max_length]
    page = filled(**{row.name: "x" * ((row.max_length or 0) + 1) for row in rows}).submit("Review and send", status=422)
    assert not [row.name for row in rows if f"{row.max_length:,} characters" not in page.error_of(row.name)]


def test_the_page_without_a_database_gives_every_field_back(filled: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_more: Any) -> None:
        raise OperationalError("INSERT", None, OSError())

    form = filled(**VALUES)
    monkeypatch.setattr(flow, "save_draft", fail)
    monkeypatch.setattr(views, "is_database_away", lambda _error: True)
    page = form.submit("Review and send", status=503)
    assert {name: page.form().values[name] for name in VALUES} == VALUES
    assert not [row.name for row in FIELDS if row.label not in page.text]


def test_a_candidate_gets_every_field_back_from_the_draft_to_the_export(filled: Fill, client: PageClient) -> None:
    draft = filled(**VALUES).submit("Save and continue")
    assert {name: draft.form().values[name] for name in VALUES} == VALUES
    review = draft.form().submit("Review and send")
    receipt = review.form().submit("Send application")
    own = portal_path(db.session.scalars(select(Application)).one())
    for page in (review, receipt, client.visit(own)):
        assert not missing_in(page.text)
        assert not [row.name for row in FIELDS if row.label not in page.text]
    with zipfile.ZipFile(BytesIO(client.get(f"{own}/data.zip", status=200).body)) as archive:
        exported = json.loads(archive.read("data.json"))["applications"][0]
    assert {name: exported[name] for name in VALUES} == VALUES


def test_applying_again_copies_the_fields_that_say_so_and_staff_see_what_changed(
    client: PageClient, new_client: NewClient, sent: Application, send: Send
) -> None:
    cook = a_posting(title="Cook")
    page = client.visit(portal_path(sent)).click("Apply again with the same details")
    form = page.form().fill(posting=str(cook.id)).submit().form()
    copied = [row for row in FIELDS if row.is_copied_when_reapplying]
    expected = {row.name: VALUES[row.name] if row in copied else "" for row in FIELDS}
    assert {name: form.values[name] for name in VALUES} == expected
    changed = {
        row.name: "+1 415 555 0123" if row.name == "phone" else f"{VALUES[row.name]}changed"
        for row in copied
        if row.name != "email"
    }
    send(form.fill(consent=True, **changed))
    after = db.session.scalars(select(Application).order_by(Application.id.desc())).first()
    assert after
    shown = at_desk(new_client(), a_user("recruiter")).visit(f"/hr/applications/{after.id}/since-last")
    assert not [row.name for row in copied if row.name in changed and changed[row.name] not in shown.text]


def test_staff_read_find_and_download_every_field(new_client: NewClient, sent: Application) -> None:
    desk = at_desk(new_client(), a_user("recruiter"))
    page = desk.visit(f"/hr/applications/{sent.id}")
    assert not missing_in(page.text)
    assert not [row.name for row in FIELDS if row.name != "name" and row.staff_label not in page.text]
    for row in FIELDS:
        found = desk.visit("/hr/applications", query={"q": f"{row.search}:{word_of(row)}"})
        marked = [mark.get_text().lower() for mark in found.soup.select("table mark")]
        assert word_of(row) in marked, row.name
    answer = desk.get("/hr/applications.csv", status=200).body.decode("utf-8-sig")
    line = next(csv.DictReader(StringIO(answer, newline="")))
    headings = {row.csv_heading: VALUES[row.name] for row in FIELDS if row.csv_heading}
    assert {heading: line[heading] for heading in headings} == headings


def test_blind_reviewers_see_each_field_as_its_row_defines(new_client: NewClient, posting: Posting) -> None:
    with transaction():
        posting.blind_review = True
    manager = on_team(a_user("hiring_manager"), posting, HIRING_MANAGER)
    values: dict[str, Any] = {
        row.name: f"{VALUES[row.name]} by {VALUES['name']}" if row.blind_review == REDACTED else VALUES[row.name]
        for row in FIELDS
    }
    application = an_application(posting, **values)
    page = at_desk(new_client(), manager).visit(f"/hr/applications/{application.id}")
    shown = [row.name for row in FIELDS if word_of(row) in page.html.lower()]
    assert shown == [row.name for row in FIELDS if row.blind_review != HIDDEN]


def test_blind_reviewers_see_hidden_fields_empty_and_shown_fields_in_full(posting: Posting) -> None:
    with transaction():
        posting.blind_review = True
    sent = an_application(posting, name="Anna Berg", cover_letter="Anna bakes.")
    application = whole_application(sent.id)
    assert application
    application.is_redacted = True
    (row,) = (row for row in FIELDS if row.name == "cover_letter")
    said = [display_field(application, replace(row, blind_review=how)) for how in (HIDDEN, SHOWN, REDACTED)]
    assert said[:2] == ["", "Anna bakes."] and "Anna" not in said[2] and "bakes" in said[2]


def test_two_submissions_that_differ_in_any_field_are_two_applications() -> None:
    def fingerprint(**changes: str) -> str:
        draft = Draft(posting_id=1, answers={**VALUES, **changes}, updated_at=now())
        draft.attachments = []
        return fingerprint_of(draft)

    changed = {fingerprint(**{row.name: f"x{VALUES[row.name]}"}) for row in FIELDS}
    assert len(changed | {fingerprint()}) == len(FIELDS) + 1


def test_every_row_of_the_table_fits_the_columns_the_search_and_the_file() -> None:
    searched = {field.name for field in APPLICATION_TEXTS.fields}
    described = dict(SEARCH_FIELDS)
    for row in FIELDS:
        column_type = row.column.type
        assert row.table in (APPLICATION, APPLICATION_TEXT)
        if isinstance(column_type, String) and column_type.length:
            assert row.kind == LINE and (row.max_length or 0) <= column_type.length, row.name
        assert row.search in searched and row.staff_label.lower() in described[row.search], row.name
        assert row.table == APPLICATION or not row.csv_heading, row.name
    # A condition of blind review asks only the table of texts whether there is something to score first.
    assert all(row.table == APPLICATION_TEXT for row in fields_in(WORK))
