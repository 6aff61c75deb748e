"""Taking one's data back: everything as a zip, everything deleted, and deleted by itself when its time is over."""

import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select

from careers.applications.messages.models import Message, MessageText
from careers.applications.models import (
    AccessLink,
    Application,
    ApplicationText,
    Attachment,
    Candidate,
    Draft,
    DraftEmail,
    Event,
)
from careers.audit.models import AuditEntry
from careers.clock import frozen, now
from careers.company.retention_queries import retention_period
from careers.database import db
from careers.documents.models import Document, DocumentText
from careers.documents.storage import CHUNK, current_storage
from careers.mail.models import OutboundEmail
from careers.postings.models import Posting
from careers.privacy.export_presenters import archive_of
from careers.privacy.tasks import erase_overdue
from careers.review.notes.models import Note
from careers.review.notes.services import add_note
from tests.applications.portal import opened, portal_path
from tests.client import PageClient
from tests.documents.samples import pdf, word
from tests.factories import a_document, a_posting, a_user, an_application, an_email, save
from tests.page import Form, Page
from tests.stored_documents import CONTENT, a_stored_document

Fill = Callable[..., Form]
Send = Callable[[Form], Page]
PERSONAL = (
    Application, AccessLink, ApplicationText, Attachment, Candidate, Document, DocumentText, Draft, DraftEmail,
    Event, Message, MessageText, OutboundEmail, Note,
)  # fmt: skip


def left() -> dict[str, int]:
    """How many rows there are of each kind that may hold something of a person."""
    db.session.rollback()
    counts = {model.__tablename__: db.session.scalar(select(func.count()).select_from(model)) for model in PERSONAL}
    return {name: count for name, count in counts.items() if count}


def test_the_zip_has_every_original_file_and_all_data(client: PageClient, filled: Fill, send: Send) -> None:
    resume, sample = pdf("Anna Berg"), word("A report")
    send(filled(resume, cover_letter="Dear all", phone="+1 415 555 0100").attach("work_samples", "日本.docx", sample))
    application = db.session.scalars(select(Application)).one()
    opened(application, "hiring_manager")
    answer = client.get(portal_path(application) + "/data.zip", status=200)
    assert answer.headers["Content-Type"] == "application/zip" and "no-store" in answer.headers["Cache-Control"]
    with zipfile.ZipFile(BytesIO(answer.body)) as archive:
        assert archive.testzip() is None
        contents = {name: archive.read(name) for name in archive.namelist()}
    assert {resume, sample} <= set(contents.values())
    assert any(name.endswith("2-日本.docx") for name in contents)
    facts = json.loads(contents["data.json"])["applications"][0]
    assert (facts["name"], facts["phone"], facts["cover_letter"]) == (
        "Anna Berg",
        "+1 415 555 0100",
        "Dear all",
    )
    assert facts["opened_by"][0]["role"] == "A hiring manager" and len(facts["files"]) == 2


def test_the_zip_has_no_staff_names_notes_or_other_peoples_data(client: PageClient, posting: Posting) -> None:
    application = an_application(posting, documents=[a_stored_document()], name="Anna Berg")
    an_application(posting, name="Bert Other")
    add_note(application, "Private note", by=a_user(name="Rita Recruiter"))
    db.session.commit()
    body = client.get(portal_path(application) + "/data.zip").body
    with zipfile.ZipFile(BytesIO(body)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Anna Berg" in whole
    assert not any(secret in whole for secret in (b"Rita", b"Private note", b"Bert", b"note_added"))


def test_the_zip_is_made_a_chunk_at_a_time(posting: Posting) -> None:
    storage = current_storage()
    staged = storage.stage(BytesIO(bytes(range(256)) * 20_000), 10_000_000)
    document = a_document(storage_key=staged.key, size=staged.size, sha256=staged.sha256)
    application = an_application(posting, documents=[document])
    pieces = list(archive_of(application.email, storage))
    assert len(pieces) > staged.size // CHUNK
    assert max(len(piece) for piece in pieces) < 4 * CHUNK


def test_a_file_missing_from_the_disk_is_reported(client: PageClient, posting: Posting) -> None:
    application = an_application(posting, documents=[a_document(storage_key="ab" * 16), a_stored_document()])
    with zipfile.ZipFile(BytesIO(client.get(portal_path(application) + "/data.zip").body)) as archive:
        assert any(name.endswith(".missing.txt") for name in archive.namelist())
        assert CONTENT in [archive.read(name) for name in archive.namelist()]


def test_deleting_everything_only_leaves_a_count(
    client: PageClient, filled: Fill, send: Send, run_tasks: Callable[[], None]
) -> None:
    send(filled(cover_letter="Dear all"))
    run_tasks()
    application = db.session.scalars(select(Application)).one()
    an_application(a_posting(), candidate_id=application.candidate_id, documents=[a_stored_document()])
    add_note(application, "A note", by=a_user())
    db.session.commit()
    page = client.visit(portal_path(application)).click("Delete everything now")
    assert "Backend Developer" in page.text and Application.__tablename__ in left()
    page = page.form().submit("Delete everything now")
    assert page.h1 == "Your data is deleted"
    assert left() == {}
    assert list(current_storage().sweepable(-10)) == []
    assert [path for path in current_storage().root.rglob("*") if path.is_file()] == []
    entry = db.session.scalars(select(AuditEntry).filter_by(action="erased applications")).one()
    assert (entry.actor_name, entry.details) == ("the candidate", {"applications": 2, "files": 2})


def test_deleting_one_persons_data_leaves_everybody_elses(client: PageClient, posting: Posting) -> None:
    mine = an_application(posting, documents=[a_stored_document()])
    other = an_application(posting, documents=[a_stored_document()])
    path = portal_path(mine)
    client.visit(path + "/deletion").form().submit("Delete everything now")
    assert left()["applications"] == left()["candidates"] == left()["documents"] == 1
    assert len(list(current_storage().sweepable(-10))) == 1
    assert client.visit(portal_path(other)).h1 == "Your application"
    client.visit(path, status=404)


def test_viewing_the_confirmation_deletes_nothing(client: PageClient, posting: Posting) -> None:
    path = portal_path(an_application(posting, documents=[a_stored_document()]))
    before = left()
    for route in ("", "/deletion", "/withdrawal", "/data.zip"):
        client.get(path + route, status=200)
    assert left() == before


def test_data_is_deleted_when_the_page_says(
    client: PageClient, posting: Posting, run_tasks: Callable[[], None]
) -> None:
    long_ago = now() - timedelta(days=700)
    old = an_application(posting, submitted_at=long_ago, documents=[a_stored_document()])
    event = db.session.scalars(select(Event)).one()
    event.at = long_ago
    db.session.commit()
    due = long_ago + retention_period()
    assert f"{due.day} {due:%B %Y}" in client.visit(portal_path(old)).text
    run_tasks()
    assert left()["applications"] == 1
    with frozen(due + timedelta(minutes=1)):
        erase_overdue({})
    assert left() == {}
    assert list(current_storage().sweepable(-10)) == []


@pytest.mark.parametrize("contact", ["event", "message"])
def test_later_contact_extends_the_retention(posting: Posting, contact: str) -> None:
    long_ago = now() - timedelta(days=800)
    files = [a_stored_document()]
    application = an_application(posting, submitted_at=long_ago, email="anna@people.example", documents=files)
    event = db.session.scalars(select(Event)).one()
    event.at = long_ago
    db.session.commit()
    later = now() - timedelta(days=700)
    if contact == "event":
        save(Event(application_id=application.id, kind="rejected", actor_name="Rita", at=later))
    else:
        an_email(application_id=application.id, to_address="anna@people.example", sent_at=later, state="sent")
    save(Event(application_id=application.id, kind="note_added", actor_name="Rita"))
    erase_overdue({})
    assert left()["applications"] == 1
    with frozen(later + retention_period() + timedelta(minutes=1)):
        erase_overdue({})
    assert "applications" not in left()
