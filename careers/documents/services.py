"""Receive, copy, and delete files, and store what was read from them. Nothing here commits."""

import logging
from typing import Protocol

from sqlalchemy import event
from sqlalchemy.orm import Session

from careers.database import db
from careers.documents import upload_errors
from careers.documents.file_names import clean_file_name, extension_of
from careers.documents.formats import BY_EXTENSION, Format, Kind, format_for
from careers.documents.inspect import NO_TEXT, Inspection, Reading, inspect_file, read_beginning
from careers.documents.models import DONE, RESUME, UNREADABLE, WAITING, Document, DocumentText
from careers.documents.storage import FolderStorage, Readable, StagedFile, StorageError, StorageUnavailable

# Problems that more time can't solve. Anything else may be a timeout, and the worker has more time.
FINAL_PROBLEMS = ("password", "broken")
DISCARDED = "discarded_documents"

log = logging.getLogger(__name__)


class Upload(Protocol):
    """An uploaded file of a form."""

    @property
    def filename(self) -> str | None: ...
    @property
    def stream(self) -> Readable: ...


def receive_upload(upload: Upload, kind: Kind, limit_bytes: int, storage: FolderStorage) -> Document:
    """Store a file, inspect it for at most a second, and return a Document that the caller adds.

    This takes time; call it outside any transaction. If the caller doesn't add the Document, the file is deleted a day
    later. Raises UploadRefused, keeping nothing. A file of an accepted type that can't be read is kept with a warning.
    """
    name = clean_file_name(upload.filename)
    expected = format_for(extension_of(name), kind)
    if expected is None:
        raise upload_errors.wrong_type(name, kind)
    staged = _stage(upload, name, limit_bytes, storage)
    try:
        inspection = inspect_file(storage.path(staged.key), expected)
        _check(inspection, name, expected)
    except BaseException:
        storage.delete(staged.key)
        raise
    return _document(staged, name, expected, kind, inspection)


def copy_document(document: Document, storage: FolderStorage) -> Document:
    """Copy a file, and return a Document that the caller adds. The worker reads the copy like any other file.

    Call it outside any transaction, like ``receive_upload``. Raises StorageError, keeping nothing.
    """
    with storage.open(document.storage_key) as stream:
        staged = storage.stage(stream, document.size)
    return Document(
        kind=document.kind,
        display_name=document.display_name,
        media_type=document.media_type,
        size=staged.size,
        sha256=staged.sha256,
        storage_key=staged.key,
        warning=document.warning,
        page_count=document.page_count,
        text_state=UNREADABLE if document.text_state == UNREADABLE else WAITING,
    )


def discard_document(document: Document, storage: FolderStorage) -> None:
    """Delete the row and its text now, and its files after the commit: a rollback restores everything."""
    text = db.session.get(DocumentText, document.id)
    if text is not None:
        db.session.delete(text)
        db.session.flush()
    db.session.delete(document)
    db.session.flush()
    db.session.info.setdefault(DISCARDED, []).append((storage, document.storage_key))


def store_previews(key: str, reading: Reading, storage: FolderStorage) -> None:
    """Store the page images of a reading next to their file. Raises StorageUnavailable."""
    for number, image in enumerate(reading.images, start=1):
        storage.put_derived(key, preview_name(number), image)


def record_reading(document: Document, reading: Reading) -> None:
    """Store the text and other results of reading a document; repeating it changes nothing."""
    document.text_state = DONE if reading.readable else UNREADABLE
    document.preview_pages = len(reading.images)
    document.page_count = reading.pages or document.page_count
    document.warning = _warning(document.kind, reading.readable, bool(reading.text), reading.warning)
    if reading.readable:
        db.session.merge(DocumentText(document_id=document.id, text=reading.text))
    db.session.flush()


def read_ahead(document: Document, storage: FolderStorage) -> Reading | None:
    """Read the beginning of a file that was just received, for at most a second; None if that was too short.

    Call it outside any transaction, like ``receive_upload``. The image is stored next to the file.
    """
    if document.text_state != WAITING:
        return None
    try:
        with storage.scratch() as scratch:
            reading = read_beginning(storage.path(document.storage_key), scratch)
        if reading is not None:
            store_previews(document.storage_key, reading, storage)
    except (OSError, StorageUnavailable):
        # The file itself is safe, and the worker will read it.
        log.exception("documents: a file could not be read ahead")
        return None
    return reading


def record_beginning(document: Document, reading: Reading) -> None:
    """Store the result of ``read_ahead``. The document still waits for the worker, which reads all of it."""
    document.preview_pages = len(reading.images)
    db.session.merge(DocumentText(document_id=document.id, text=reading.text))
    db.session.flush()


def preview_name(number: int) -> str:
    """Return the name under which a page's image is stored; pages count from 1."""
    return f"page-{number}.webp"


def format_of(document: Document) -> Format:
    """Return the type that the document was accepted as. Raises KeyError if it is no longer on the allowlist."""
    return BY_EXTENSION[extension_of(document.display_name)]


def _stage(upload: Upload, name: str, limit: int, storage: FolderStorage) -> StagedFile:
    try:
        return storage.stage(upload.stream, limit)
    except StorageError as error:
        if isinstance(error, StorageUnavailable):
            log.exception("documents: an upload could not be stored")
        raise upload_errors.not_stored(name, error) from error


def _check(inspection: Inspection, name: str, expected: Format) -> None:
    if not inspection.agrees:
        raise upload_errors.content_mismatch(name, expected, inspection)
    if inspection.problem == "unpacks":
        raise upload_errors.archive_too_large(name)


def _document(staged: StagedFile, name: str, expected: Format, kind: Kind, inspection: Inspection) -> Document:
    return Document(
        kind=kind,
        display_name=name,
        media_type=expected.media_type,
        size=staged.size,
        sha256=staged.sha256,
        storage_key=staged.key,
        warning=_warning(kind, inspection.readable, inspection.has_text, inspection.warning),
        page_count=inspection.pages,
        text_state=UNREADABLE if inspection.problem in FINAL_PROBLEMS else WAITING,
    )


def _warning(kind: str, readable: bool, has_text: bool, warning: str | None) -> str | None:
    if not readable:
        return warning
    # A work sample may be an image; a resume without any text is unexpected.
    return NO_TEXT if kind == RESUME and not has_text else None


@event.listens_for(db.session, "after_commit")
def _delete_discarded(session: Session) -> None:
    for storage, key in session.info.pop(DISCARDED, ()):
        try:
            storage.delete(key)
        except OSError:  # the row is deleted; the sweep will delete the file
            log.exception("documents: a discarded file could not be deleted")


@event.listens_for(db.session, "after_rollback")
def _keep_discarded(session: Session) -> None:
    session.info.pop(DISCARDED, None)
