"""Two at once: whatever is sent at the same moment, there is one application and it is whole."""

from collections.abc import Callable
from threading import Thread

from flask import Flask
from sqlalchemy import func, select

from careers.applications.models import Application, Attachment, Candidate
from careers.clock import now
from careers.database import db, transaction
from careers.mail.models import OutboundEmail
from careers.postings.models import CLOSED, Posting
from tests.at_once import at_once
from tests.client import PageClient
from tests.documents.samples import pdf
from tests.page import Form, Page

Fill = Callable[..., Form]


def test_eight_submissions_of_one_draft_at_once_make_one_application(app: Flask, filled: Fill) -> None:
    form = filled().submit("Review and send").form()
    pages = at_once(*[lambda: form.submit("Send application")] * 8)
    assert {page.path for page in pages if isinstance(page, Page)} == {pages[0].path}  # type: ignore[attr-defined]
    assert [page for page in pages if not isinstance(page, Page)] == []
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Application)) == 1
    assert db.session.scalar(select(func.count()).select_from(OutboundEmail)) == 2


def test_the_same_person_from_four_windows_at_once_is_one_candidate(
    new_client: Callable[[], PageClient], apply_path: str
) -> None:
    def apply(number: int) -> Callable[[], Page]:
        form = new_client().visit(apply_path).form().fill(name="Anna", email="anna@people.example", consent=True)
        form.attach("resume", f"{number}.pdf", pdf(f"version {number}"))
        return lambda: form.submit("Review and send").form().submit("Send application")

    pages = at_once(*(apply(number) for number in range(4)))
    assert [getattr(page, "h1", page) for page in pages] == ["We received your application"] * 4
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Candidate)) == 1
    assert db.session.scalar(select(func.count()).select_from(Application)) == 4
    assert (
        db.session.scalar(select(func.count()).select_from(Attachment).where(Attachment.application_id.isnot(None)))
        == 4
    )


def test_a_posting_closed_at_the_same_moment_accepts_nobody(app: Flask, filled: Fill) -> None:
    form = filled().submit("Review and send").form()
    sending = Thread(target=lambda: form.submit("Send application", status=None))
    with transaction():
        posting = db.session.scalars(select(Posting)).one()
        posting.state, posting.closed_at = CLOSED, now()
        db.session.flush()
        sending.start()
        # It looks at the posting, which is open as far as it can see, and waits.
        sending.join(0.5)
    sending.join()
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Application)) == 0
