"""Bodies that no browser sends: cut off early, answered with a page, and never an error of the site's own."""

import resource
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from careers.documents.services import receive_upload
from careers.documents.storage import current_storage
from careers.documents.upload_errors import UploadRefused
from careers.http.limits import MAX_FIELDS, SMALL_BODY, CappedUpload
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user
from tests.page import Form

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TEXTS = ("name", "email", "phone", "links", "project_description", "cover_letter", "consent")
MAX_FILE_SIZE = 4 * 1024 * 1024


@pytest.fixture
def form(app: Flask, client: PageClient) -> Form:
    """The application form of an open posting, with a name in it."""
    a_company()
    posting = a_posting()
    filled = client.visit(f"/jobs/{posting.id}-{posting.slug}/apply").form()
    return filled.fill(name="Anna Berg", email="anna@people.example", consent=True)


@pytest.fixture
def no_room(app: Flask) -> Iterator[None]:
    """No file may grow beyond four megabytes, as on a disk that is nearly full; the database is there already."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE_SIZE, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def staff_token(client: PageClient) -> str:
    """A token of the site for a member of staff who is signed in."""
    client.sign_in(a_user().email)
    return str(client.visit("/hr/account").field("csrf_token")["value"])


def raw(app: Flask, path: str, body: bytes, **environ: Any) -> int:
    """The status that a body gets that is sent as it is."""
    sent = app.test_client().post(path, data=body, headers=FORM, environ_overrides=environ)
    return sent.status_code


@pytest.mark.parametrize("path", ["/hr/sign-in", "apply"])
def test_a_form_with_a_million_fields_is_refused_before_parsing(app: Flask, form: Form, path: str) -> None:
    path = str(form.tag["action"]) if path == "apply" else path
    assert raw(app, path, b"a&" * (MAX_FIELDS + 1)) == 413
    assert raw(app, path, b"a" * (SMALL_BODY + 1)) == 413
    assert raw(app, path, b"a&" * 9) != 413


def test_a_long_form_without_a_length_is_refused_as_well(app: Flask, form: Form) -> None:
    chunked = {"wsgi.input": BytesIO(b"a" * (SMALL_BODY + 1)), "wsgi.input_terminated": True}
    status = raw(app, str(form.tag["action"]), b"", CONTENT_LENGTH="", **chunked)
    assert status == 413


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_sent_for_a_text_field_counts_as_empty(client: PageClient, form: Form, name: str) -> None:
    values = form.values | {name: (BytesIO(b"A file"), "name.txt", "text/plain"), "action": "review"}
    page = client.post(str(form.tag["action"]), values, referrer="/jobs", status=None)
    assert page.status == 422
    assert page.error_of("resume") == "Choose your resume."


@pytest.mark.parametrize("name", ["email", "password"])
def test_a_file_sent_for_a_password_counts_as_missing(client: PageClient, form: Form, name: str) -> None:
    page = client.visit("/hr/sign-in")
    values = page.form().fill(email="a@b.example", password="guessing").values
    values[name] = (BytesIO(b"A file"), "name.txt", "text/plain")
    assert client.post("/hr/sign-in", values, referrer="/hr/sign-in").error_of(name).startswith("Enter your")


def test_text_in_the_place_of_a_file_counts_as_no_file(client: PageClient, form: Form) -> None:
    values = form.values | {"resume": "A text", "work_samples": "Another", "action": "review"}
    page = client.post(str(form.tag["action"]), values, referrer="/jobs", status=422)
    assert page.error_of("resume") == "Choose your resume."


@pytest.mark.usefixtures("no_room")
def test_an_upload_without_disk_space_is_refused_with_a_message(app: Flask) -> None:
    upload = CappedUpload(10 * MAX_FILE_SIZE)
    for _ in range(3):
        upload.write(b"words " * (MAX_FILE_SIZE // 8))
    upload.seek(0)
    sent = FileStorage(upload, "anna.txt")  # type: ignore[arg-type]
    with pytest.raises(UploadRefused, match="went wrong on our side"):
        receive_upload(sent, "resume", 10 * MAX_FILE_SIZE, current_storage())
    sent.close()
    assert not list(current_storage().sweepable(-10))


def test_a_huge_number_in_a_url_is_not_found(client: PageClient, staff_token: str) -> None:
    for number in (2**63, 10**30):
        path = f"/hr/account/sessions/{number}/end"
        assert client.post(path, {"csrf_token": staff_token}, referrer="/hr/account").status == 404
