"""Serving files so that no browser runs them."""

import io
from pathlib import Path

import pytest
from werkzeug.http import parse_options_header

from careers.documents.models import Document
from careers.documents.serving import attachment_response, page_image_response
from careers.documents.storage import FolderStorage, StorageUnavailable


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    """Return an empty storage."""
    return FolderStorage(tmp_path)


def stored(storage: FolderStorage, name: str = "resume.pdf", media_type: str = "application/pdf") -> Document:
    """Return an unsaved document with a file of about 150 KB and one page image."""
    staged = storage.stage(io.BytesIO(b"content of a resume" * 8000), limit=200_000)
    storage.put_derived(staged.key, "page-1.webp", b"RIFF....WEBP")
    return Document(
        kind="resume",
        display_name=name,
        media_type=media_type,
        size=staged.size,
        sha256=staged.sha256,
        storage_key=staged.key,
        preview_pages=1,
    )


def saved_name(disposition: str) -> tuple[str, str | None]:
    """Return the disposition and the file name that a standard parser reads from the header."""
    kind, options = parse_options_header(disposition)
    return kind, options.get("filename")


def test_a_file_is_streamed_completely_as_an_inert_download(storage: FolderStorage) -> None:
    with attachment_response(stored(storage), storage) as response:
        assert response.is_streamed
        assert response.get_data() == b"content of a resume" * 8000
    assert dict(response.headers) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(8000 * 19),
        "Content-Disposition": "attachment; filename=\"resume.pdf\"; filename*=UTF-8''resume.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
    }


@pytest.mark.parametrize(
    "name",
    [
        "resume.pdf",
        "日本.pdf",
        "Müller & Söhne, 100%.pdf",
        'a"; filename="evil.html.pdf',
        "it's (1).pdf",
        "<b>;x=y.pdf",
    ],
)
def test_the_name_is_kept_and_cannot_inject_headers(storage: FolderStorage, name: str) -> None:
    with attachment_response(stored(storage, name), storage) as response:
        disposition = response.headers["Content-Disposition"]
    assert saved_name(disposition) == ("attachment", name)
    assert disposition.isascii()


def test_a_type_outside_the_allowlist_is_served_as_bytes(storage: FolderStorage) -> None:
    with attachment_response(stored(storage, media_type="text/html"), storage) as response:
        assert response.content_type == "application/octet-stream"


def test_serving_a_missing_file_raises_an_error(storage: FolderStorage) -> None:
    document = stored(storage)
    storage.delete(document.storage_key)
    with pytest.raises(StorageUnavailable):
        attachment_response(document, storage)


def test_a_page_image_is_shown_inline(storage: FolderStorage) -> None:
    response = page_image_response(stored(storage), 1, storage)
    assert response is not None
    with response:
        assert (response.content_type, response.get_data()) == ("image/webp", b"RIFF....WEBP")
    assert response.headers["Content-Disposition"].startswith("inline")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("number", [-1, 0, 2, 10**9])
def test_only_rendered_pages_have_an_image(storage: FolderStorage, number: int) -> None:
    assert page_image_response(stored(storage), number, storage) is None
