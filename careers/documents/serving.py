"""Serve files as downloads that no browser runs, and page images that the site rendered."""

import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from flask import Response

from careers.documents.formats import MEDIA_TYPES
from careers.documents.models import Document
from careers.documents.services import preview_name
from careers.documents.storage import CHUNK, FolderStorage, StorageUnavailable

UNKNOWN_TYPE = "application/octet-stream"
# The characters that RFC 8187 allows unencoded in an extended value.
ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~"
UNQUOTABLE = re.compile(r'[^ -~]|["\\%;]')
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


def attachment_response(document: Document, storage: FolderStorage) -> Response:
    """Return the stored file as a streamed download under its own name. Raises StorageUnavailable."""
    # Even if a row was tampered with, only types on the allowlist are served.
    media_type = document.media_type if document.media_type in MEDIA_TYPES else UNKNOWN_TYPE
    response = _stream(storage.open(document.storage_key), media_type)
    response.headers["Content-Disposition"] = content_disposition(document.display_name)
    response.content_length = document.size
    return response


def page_image_response(document: Document, number: int, storage: FolderStorage) -> Response | None:
    """Return the image of page ``number``, counted from 1, or None."""
    if not 1 <= number <= document.preview_pages:
        return None
    name = preview_name(number)
    try:
        file = storage.open_derived(document.storage_key, name)
    except StorageUnavailable:
        return None
    response = _stream(file, "image/webp")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def content_disposition(name: str) -> str:
    """Return the header for a download with this name: RFC 6266, with the name as in RFC 8187 and a plain fallback."""
    plain = UNQUOTABLE.sub("_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe=ATTRIBUTE_CHARACTERS)}"


def _stream(file: BinaryIO, media_type: str) -> Response:
    response = Response(_chunks(file), content_type=media_type, headers=HEADERS)
    response.call_on_close(file.close)
    return response


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
