"""An open posting, and the steps that a person takes to apply for it."""

from collections.abc import Callable
from typing import Any

import pytest

from careers.postings.models import Posting
from tests.client import PageClient
from tests.documents.samples import pdf
from tests.factories import a_company, a_posting, a_user
from tests.page import Form, Page

ANNA: dict[str, Any] = {"name": "Anna Berg", "email": "anna@people.example", "consent": True}


@pytest.fixture
def posting(app: Any) -> Posting:
    """An open posting with one hiring manager."""
    a_company(time_zone="UTC", privacy_version="2026-11")
    manager = a_user("hiring_manager", name="Mona Manager", email="mona@staff.example")
    return a_posting(title="Backend Developer", managers=[manager], reply_within_days=5)


@pytest.fixture
def apply_path(posting: Posting) -> str:
    """The address of its form."""
    return f"/jobs/{posting.id}-{posting.slug}/apply"


@pytest.fixture
def filled(client: PageClient, apply_path: str) -> Callable[..., Form]:
    """The form filled in by Anna with a good resume; arguments change what she types."""

    def fill(resume: bytes | None = None, filename: str = "anna.pdf", **typed: Any) -> Form:
        form = client.visit(apply_path).form().fill(**{**ANNA, **typed})
        return form.attach("resume", filename, pdf("Anna Berg, Python and MySQL") if resume is None else resume)

    return fill


@pytest.fixture
def send() -> Callable[[Form], Page]:
    """From the filled-in form over the review page to the receipt."""
    return lambda form: form.submit("Review and send").form().submit("Send application")
