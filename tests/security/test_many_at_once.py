"""Limits hold although several requests come at the same moment."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text

from careers.database import db
from careers.documents.models import WORK_SAMPLE, Document
from careers.documents.storage import current_storage
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user
from tests.page import Page

MAX_COUNT = 10
SENT_TWICE = [
    ("/hr/settings/departments/new", "/hr/settings/departments", "departments"),
    ("/hr/settings/pages/new", "/hr/settings/pages", "pages"),
    ("/hr/postings/{}", "/template", "posting_templates"),
    ("/hr/postings/{}", "/team", "hiring_team_members"),
]


def test_windows_that_upload_at_once_share_the_limit_of_one_draft(app: Flask, client: PageClient) -> None:
    a_company()
    posting = a_posting()
    empty = client.visit(f"/jobs/{posting.id}-{posting.slug}/apply").form()
    draft = empty.fill(name="Anna").submit("Save and continue")

    def upload(window: int) -> Callable[[], Page]:
        form = client.visit(draft.path).form()
        for number in range(6):
            form.attach("work_samples", f"{window}-{number}.txt", f"words {window} {number}".encode())
        return lambda: form.submit("Save and continue", status=None)

    pages = at_once(*(upload(window) for window in range(3)))
    assert all(isinstance(page, Page) for page in pages), pages
    db.session.rollback()
    kept = select(func.count()).select_from(Document).where(Document.kind == WORK_SAMPLE)
    assert db.session.scalar(kept) == MAX_COUNT
    assert len(list(current_storage().sweepable(-10))) == MAX_COUNT
    refused = [page.error_of("work_samples") for page in pages if isinstance(page, Page) and page.status == 422]
    assert refused and all("the limit is 10 work samples" in sentence for sentence in refused)


def test_removing_the_resume_does_not_allow_an_eleventh_sample(app: Flask, client: PageClient) -> None:
    a_company()
    posting = a_posting()
    form = client.visit(f"/jobs/{posting.id}-{posting.slug}/apply").form().fill(name="Anna")
    form.attach("resume", "anna.txt", b"Anna Berg")
    for number in range(MAX_COUNT):
        form.attach("work_samples", f"{number}.txt", f"words {number}".encode())
    page = form.submit("Save and continue")
    remove = page.soup.select_one("button[name=remove]")
    assert remove
    again = page.form().attach("work_samples", "one-more.txt", b"one more")
    page = page.submit(again, again.values | {"remove": str(remove["value"])}, None)
    assert "one-more.txt" in page.error_of("work_samples")


@pytest.mark.parametrize("engine_kind", ["mysql"], indirect=True)
@pytest.mark.parametrize(("path", "action", "table"), SENT_TWICE)
def test_a_form_that_is_sent_twice_at_once_is_answered_twice(
    app: Flask, client: PageClient, path: str, action: str, table: str
) -> None:
    a_company()
    posting, admin = a_posting(), a_user("admin")
    client.sign_in(admin.email)
    form = client.visit(path.format(posting.id)).form(action)
    count = text(f"SELECT COUNT(*) FROM {table}")
    before = db.session.scalar(count)
    typed = {"name": "Sales", "title": "Sales", "slug": "sales", "template_name": "Sales", "user": admin.id}
    form.fill(**{name: value for name, value in typed.items() if name in form.names})
    gate, met = threading.Barrier(2), threading.local()

    def wait(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        # Both have found the name free before one of them takes it.
        if statement.startswith(f"INSERT INTO {table} ") and not getattr(met, "once", False):
            met.once = True
            gate.wait(timeout=60)

    event.listen(db.engine, "before_cursor_execute", wait)
    answers = at_once(lambda: form.submit(status=None), lambda: form.submit(status=None))
    event.remove(db.engine, "before_cursor_execute", wait)
    assert {answer.status for answer in answers if isinstance(answer, Page)} <= {200, 422}
    assert db.session.scalar(count) == before + 1
