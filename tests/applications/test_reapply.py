"""Applying for another posting with the details of an earlier application, from the candidate's own page."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from careers.accounts.throttle import count_copies
from careers.applications.models import Application, Draft
from careers.applications.services import BY_CANDIDATE
from careers.database import db, transaction
from careers.documents.models import Document
from careers.documents.storage import current_storage
from careers.postings.models import CLOSED, Posting
from careers.privacy.erasure_services import erase_applications
from tests.applications.portal import portal_path
from tests.client import PageClient
from tests.documents.samples import pdf, word
from tests.factories import a_general_posting, a_posting
from tests.page import Form, Page

Fill = Callable[..., Form]
Send = Callable[[Form], Page]


@pytest.fixture
def sent(filled: Fill, send: Send) -> Application:
    """Anna's application with two files."""
    form = filled(phone="+1 415 555 0100", cover_letter="Dear all", links="https://example.com/work")
    send(form.attach("work_samples", "report.docx", word("A report")))
    return db.session.scalars(select(Application)).one()


def test_the_new_draft_has_the_same_words_and_its_own_copies_of_the_files(
    client: PageClient, sent: Application, send: Send
) -> None:
    cook = a_posting(title="Cook")
    page = client.visit(portal_path(sent)).click("Apply again with the same details")
    draft = page.form().fill(posting=str(cook.id)).submit()
    assert draft.path.startswith(f"/jobs/{cook.id}-cook/apply/") and "especially the cover letter" in draft.notices[0]
    form = draft.form()
    assert (form.values["name"], form.values["cover_letter"]) == ("Anna Berg", "Dear all")
    assert "consent" not in form.values  # asked for anew
    assert "Anna Berg, Python and MySQL" in form.fill(consent=True).submit("Review and send").text
    send(form)
    first, second = db.session.scalars(select(Application).order_by(Application.id))
    assert (second.posting_id, second.candidate_id, second.source) == (
        cook.id,
        first.candidate_id,
        "earlier application",
    )
    with transaction():
        erase_applications([first.id], by=BY_CANDIDATE, storage=current_storage())
    left = db.session.scalars(select(Document).order_by(Document.id)).all()
    assert [document.display_name for document in left] == ["anna.pdf", "report.docx"]
    assert all(current_storage().path(document.storage_key).stat().st_size == document.size for document in left)


def test_only_open_postings_are_offered_and_not_the_one_that_was_applied_for(
    client: PageClient, sent: Application
) -> None:
    cook, closed, general = a_posting(title="Cook"), a_posting(state=CLOSED), a_general_posting()
    form = client.visit(f"{portal_path(sent)}/again").form()
    offered = [str(option["value"]) for option in form.tag.select("option")]
    assert offered == [str(cook.id), str(general.id)]
    payload = form.values | {"posting": str(closed.id)}
    page = client.post(f"{portal_path(sent)}/again", payload, status=422)
    assert page.error_of("posting") and db.session.scalars(select(Draft.posting_id)).all() == [sent.posting_id]
    assert form.fill(posting=str(general.id)).submit().path.startswith("/apply/")


def test_reapplying_is_limited_to_a_dozen_drafts_an_hour(client: PageClient, sent: Application) -> None:
    cook = a_posting(title="Cook")
    path = f"{portal_path(sent)}/again"
    with transaction():
        for _ in range(12):
            count_copies("again", "anna@people.example")
    page = client.visit(path).form().fill(posting=str(cook.id)).submit(status=429)
    assert page.errors == ["You’ve started several drafts like this today. Finish one of them, or come back tomorrow."]
    assert len(db.session.scalars(select(Document)).all()) == 2


def test_a_link_that_was_not_emailed_cannot_copy_files(client: PageClient, filled: Fill, send: Send) -> None:
    receipt = send(filled(resume=pdf("Anna")))
    a_posting(title="Cook")
    assert "Apply again" not in receipt.text
    client.visit(f"{receipt.path}/again", status=404)


def test_a_file_that_is_gone_from_the_store_is_named_and_the_rest_is_copied(
    client: PageClient, sent: Application, posting: Posting
) -> None:
    cook = a_posting(title="Cook")
    resume = db.session.scalars(select(Document).filter_by(kind="resume")).one()
    current_storage().delete(resume.storage_key)
    page = client.visit(f"{portal_path(sent)}/again").form().fill(posting=str(cook.id)).submit()
    assert "Choose “anna.pdf” again" in page.notices[1]
    assert "report.docx" in page.text
    page.form().fill(consent=True).submit("Review and send", status=422)
