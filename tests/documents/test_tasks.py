"""The background tasks of documents."""

import io
import os
from pathlib import Path

import pytest
from flask import Flask

from careers.database import db, transaction
from careers.documents import queries, services
from careers.documents.models import Document
from careers.documents.storage import FolderStorage, current_storage
from careers.documents.tasks import extract, sweep
from tests.documents import samples

TWO_DAYS = 2 * 24 * 60 * 60


@pytest.fixture
def storage(app: Flask) -> FolderStorage:
    """Return the app's storage."""
    return current_storage()


def receive(content: bytes, name: str) -> Document:
    """Receive and save a resume."""
    document = services.receive_upload(samples.Upload(name, content), "resume", 10**6, current_storage())
    with transaction():
        db.session.add(document)
    return document


def age(path: Path) -> None:
    """Date the file back by two days."""
    then = path.stat().st_mtime - TWO_DAYS
    os.utime(path, (then, then))


def test_extracting_stores_the_text_and_the_page_images(storage: FolderStorage) -> None:
    document = receive(samples.pdf(pages=2), "resume.pdf")
    extract({"document_id": document.id})
    assert samples.SENTENCE in queries.text_of(document)
    assert (document.text_state, document.preview_pages, document.warning) == ("done", 2, None)
    assert storage.derived_path(document.storage_key, "page-2.webp").read_bytes()[8:12] == b"WEBP"


def test_extracting_twice_changes_nothing(storage: FolderStorage) -> None:
    document = receive(samples.word(), "resume.docx")
    extract({"document_id": document.id})
    extract({"document_id": document.id})
    assert queries.text_of(document) == samples.SENTENCE


def test_an_unreadable_file_keeps_its_warning(storage: FolderStorage) -> None:
    document = receive(samples.locked_pdf(), "resume.pdf")
    extract({"document_id": document.id})
    assert (document.text_state, document.preview_pages, queries.text_of(document)) == ("unreadable", 0, "")
    assert "password-protected" in (document.warning or "")


def test_a_slow_file_loses_its_warning_once_it_is_read(storage: FolderStorage) -> None:
    document = receive(samples.pdf(), "resume.pdf")
    with transaction():
        document.warning = "We saved this file, but couldn’t extract its text."
    extract({"document_id": document.id})
    assert document.text_state == "done"
    assert not document.warning


def test_a_deleted_document_is_ignored(app: Flask) -> None:
    extract({"document_id": 4711})


def test_scratch_folders_are_deleted(storage: FolderStorage) -> None:
    extract({"document_id": receive(samples.pdf(), "resume.pdf").id})
    assert not list(storage.root.glob("scratch-*"))


def test_the_sweep_deletes_unused_files_after_a_day(storage: FolderStorage) -> None:
    document = receive(samples.pdf(), "resume.pdf")
    extract({"document_id": document.id})
    abandoned, fresh = (storage.stage(io.BytesIO(b"x"), limit=10).key for _ in range(2))
    storage.put_derived("d" * 32, "page-1.webp", b"image")
    for path in (
        storage.path(document.storage_key),
        storage.path(abandoned),
        storage.derived_path("d" * 32, "page-1.webp").parent,
    ):
        age(path)
    sweep({})
    assert set(storage.sweepable(0)) == {document.storage_key, fresh}
    assert storage.derived_path(document.storage_key, "page-1.webp").exists()
