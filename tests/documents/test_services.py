"""Receiving files, recording what was read from them, and discarding them."""

from pathlib import Path

import pytest
from flask import Flask

from careers.database import db, transaction
from careers.documents import queries, services
from careers.documents.formats import Kind
from careers.documents.inspect import Reading
from careers.documents.models import Document
from careers.documents.storage import FolderStorage, current_storage
from careers.documents.upload_errors import UploadRefused
from careers.formatting import format_size
from tests.documents import samples

LIMIT = 200_000


@pytest.fixture
def storage(app: Flask) -> FolderStorage:
    """Return the app's storage."""
    return current_storage()


def receive(content: bytes, name: str | None, kind: Kind = "resume") -> Document:
    """Receive an uploaded file."""
    document = services.receive_upload(samples.Upload(name, content), kind, LIMIT, current_storage())
    with transaction():
        db.session.add(document)
    return document


def stored_files(storage: FolderStorage) -> list[Path]:
    """Return all files below the storage."""
    return [path for path in storage.root.rglob("*") if path.is_file()]


def test_an_accepted_file_is_stored_and_described(storage: FolderStorage) -> None:
    content = samples.pdf(pages=2)
    document = receive(content, "C:\\Papers\\日本.PDF")
    assert (document.display_name, document.media_type, document.size) == (
        "日本.PDF",
        "application/pdf",
        len(content),
    )
    assert (document.kind, document.page_count, document.warning) == ("resume", 2, None)
    assert (document.text_state, len(document.sha256)) == ("waiting", 64)
    assert storage.path(document.storage_key).read_bytes() == content


def test_two_files_of_the_same_name_and_content_are_two_documents(storage: FolderStorage) -> None:
    first, second = receive(b"same", "a.txt"), receive(b"same", "a.txt")
    assert first.storage_key != second.storage_key
    assert first.sha256 == second.sha256


@pytest.mark.parametrize(("content", "name", "sentence"), [
    (samples.pdf(), "resume.exe", ".exe files aren’t accepted. Save it as PDF, DOCX"),
    (samples.pdf(), "resume", "its name has no file extension"),
    (samples.archive({"a": b"x"}), "resume.zip", ".zip files aren’t accepted"),
    (b"<script>", "resume.html", ".html files aren’t accepted"),
    (b"", "resume.pdf", "is empty. Check the file and choose it again."),
    (bytes(LIMIT + 1), "resume.txt", "is 195.4 KB; the limit is 195.4 KB"),
    (bytes(LIMIT * 2), "resume.pdf", "is 390.7 KB; the limit is 195.4 KB"),
    (samples.archive({"word/document.xml": b"x"}), "resume.docx", "isn’t a valid DOCX file; it looks like ZIP"),
    (samples.picture("PNG"), "resume.pdf", "isn’t a valid PDF file; it looks like PNG. Save it as PDF"),
    (b"\0\1\2", "resume.txt", "isn’t a valid TXT file. Save it as TXT"),
    (samples.declaring(samples.word(), 2**31), "resume.docx", "is far larger once unpacked"),
])  # fmt: skip
def test_a_rejected_file_is_not_kept_and_the_error_gives_the_reason(
    storage: FolderStorage, content: bytes, name: str, sentence: str
) -> None:
    with pytest.raises(UploadRefused) as refusal:
        receive(content, name)
    assert sentence in str(refusal.value)
    assert str(refusal.value).startswith(f"“{name}” ")
    assert (stored_files(storage), db.session.query(Document).count()) == ([], 0)


@pytest.mark.parametrize(("content", "name", "reason"), [
    (samples.locked_pdf(), "resume.pdf", "it’s password-protected"),
    (samples.compound("EncryptedPackage"), "resume.docx", "it’s password-protected"),
    (samples.pdf()[:400], "resume.pdf", "it seems to be damaged or incomplete"),
    (samples.word()[:5000], "resume.docx", "it seems to be damaged or incomplete"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_kept_with_a_warning(
    storage: FolderStorage, content: bytes, name: str, reason: str
) -> None:
    document = receive(content, name)
    assert document.warning is not None
    assert document.warning.startswith(f"We saved this file, but couldn’t extract its text: {reason}")
    assert document.text_state == "unreadable"
    assert storage.path(document.storage_key).read_bytes() == content


def test_a_file_without_text_gets_a_warning_only_as_a_resume(
    storage: FolderStorage,
) -> None:
    assert "found no text" in (receive(samples.scanned_pdf(), "scan.pdf").warning or "")
    assert receive(samples.scanned_pdf(), "design.pdf", "work_sample").warning is None


def test_a_full_disk_is_reported_as_our_problem(storage: FolderStorage, caplog: pytest.LogCaptureFixture) -> None:
    storage.root.parent.mkdir(parents=True, exist_ok=True)
    storage.root.write_text("a file where the folder should be")
    with pytest.raises(UploadRefused, match=r"couldn.t be saved\. Something went wrong on our side"):
        receive(samples.pdf(), "resume.pdf")
    assert "an upload could not be stored" in caplog.text


def test_discarding_a_document_deletes_its_text_and_files(storage: FolderStorage) -> None:
    document = receive(samples.pdf(), "resume.pdf")
    with transaction():
        services.store_previews(document.storage_key, Reading(True, "text", (b"image",)), storage)
        services.record_reading(document, Reading(True, "text", (b"image",)))
    with transaction():
        services.discard_document(document, storage)
    assert (stored_files(storage), db.session.query(Document).count()) == ([], 0)


def test_a_rolled_back_discard_deletes_nothing(storage: FolderStorage) -> None:
    document = receive(samples.pdf(), "resume.pdf")
    with pytest.raises(RuntimeError), transaction():
        services.discard_document(document, storage)
        raise RuntimeError
    receive(b"something else", "notes.txt")
    assert len(stored_files(storage)) == 2


def test_recording_a_reading_twice_changes_nothing(storage: FolderStorage) -> None:
    document = receive(samples.pdf(), "resume.pdf")
    for _ in range(2):
        with transaction():
            services.record_reading(document, Reading(True, "Python 履歴書 😀", (b"a", b"b"), pages=2))
    assert queries.text_of(document) == "Python 履歴書 😀"
    assert (document.text_state, document.preview_pages) == ("done", 2)


@pytest.mark.parametrize(("size", "text"), [
    (1, "1 byte"),
    (512, "512 bytes"),
    (1024, "1 KB"),
    (10 * 1024**2, "10 MB"),
    (10 * 1024**2 + 1, "10.1 MB"),
])  # fmt: skip
def test_sizes_are_formatted_in_common_units(size: int, text: str) -> None:
    assert format_size(size) == text
