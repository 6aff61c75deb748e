"""A running site with one posting, and people who apply to it."""

from collections.abc import Callable

import pytest

from careers.postings.models import Posting
from tests.documents.samples import pdf
from tests.factories import a_company, a_posting, a_user
from tests.page import Form, Page
from tests.servers import Site


@pytest.fixture
def posting(app: object) -> Posting:
    """An open posting with one hiring manager."""
    a_company(time_zone="UTC")
    a_user("recruiter", email="hr@staff.example")
    manager = a_user("hiring_manager", email="mona@staff.example")
    return a_posting(title="Backend Developer", managers=[manager])


@pytest.fixture
def filled(site: Site, posting: Posting) -> Callable[[int], Form]:
    """The form, filled in by the person with that number, in a browser of their own."""

    path = f"/jobs/{posting.id}-backend-developer/apply"

    def fill(number: int) -> Form:
        form = site.client().visit(path).form()
        form.fill(name=f"Person {number}", email=f"person{number}@people.example", consent=True)
        return form.attach("resume", f"{number}.pdf", pdf(f"Person {number}"))

    return fill


@pytest.fixture
def apply(filled: Callable[[int], Form]) -> Callable[[int], Page]:
    """From the form to the receipt."""
    return lambda number: filled(number).submit("Review and send").form().submit("Send application")
