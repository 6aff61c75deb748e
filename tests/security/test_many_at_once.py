"""Limits hold although several requests come at the same moment."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from careers.database import db
from careers.documents.models import WORK_SAMPLE, Document
from careers.documents.storage import current_storage
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_company, a_posting
from tests.page import Page

MOST = 10


def test_windows_that_upload_at_once_share_the_limit_of_one_draft(app: Flask, client: PageClient) -> None:
    a_company()
    posting = a_posting()
    empty = client.visit(f"/jobs/{posting.id}-{posting.slug}/apply").form()
    draft = empty.fill(name="Anna").submit("Upload and keep filling in")

    def upload(window: int) -> Callable[[], Page]:
        form = client.visit(draft.path).form()
        for number in range(6):
            form.attach("work_samples", f"{window}-{number}.txt", f"words {window} {number}".encode())
        return lambda: form.submit("Upload and keep filling in", status=None)

    pages = at_once(*(upload(window) for window in range(3)))
    assert all(isinstance(page, Page) for page in pages), pages
    db.session.rollback()
    kept = select(func.count()).select_from(Document).where(Document.kind == WORK_SAMPLE)
    assert db.session.scalar(kept) == MOST
    assert len(list(current_storage().sweepable(-10))) == MOST
    refused = [
        page.error_of("work_samples") for page in pages if isinstance(page, Page) and page.status == 422
    ]
    assert refused and all("10 work samples is the most we take" in sentence for sentence in refused)


def test_removing_the_resume_makes_no_room_for_an_eleventh_sample(app: Flask, client: PageClient) -> None:
    a_company()
    posting = a_posting()
    form = client.visit(f"/jobs/{posting.id}-{posting.slug}/apply").form().fill(name="Anna")
    form.attach("resume", "anna.txt", b"Anna Berg")
    for number in range(MOST):
        form.attach("work_samples", f"{number}.txt", f"words {number}".encode())
    page = form.submit("Upload and keep filling in")
    remove = page.soup.select_one("button[name=remove]")
    assert remove
    again = page.form().attach("work_samples", "one-more.txt", b"one more")
    page = page.submit(again, again.values | {"remove": str(remove["value"])}, None)
    assert "one-more.txt" in page.error_of("work_samples")
