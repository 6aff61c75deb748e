"""Limits on requests.

A file over its limit is cut off while it streams in, so that the page can say so next to its field; a body over the
request's limit is read for a while and discarded, so that the browser gets the response and not a connection reset.
"""

import io
import tempfile
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from flask import Flask, g, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from careers.http.sanitized_request import SanitizedRequest

KILOBYTE = 1024
SMALL_BODY = 1024 * KILOBYTE
# For forms with long texts: enough arrives to show it again next to the error.
LONG_BODY = 4 * SMALL_BODY
# One text field; six times the longest one.
FORM_MEMORY = 512 * KILOBYTE
# The longest form: 20 questions with 20 choices each, all selected, and the common fields.
MAX_FIELDS = 500
DRAIN = 32 * 1024 * KILOBYTE


class CappedUpload(io.BufferedIOBase):
    """A temporary file that keeps at most ``limit`` bytes and counts all bytes received.

    If the disk is full, only reading it raises OSError, so that the page can say so next to the field.
    """

    def __init__(self, limit: int) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115  (closed by close())
            max_size=512 * KILOBYTE, mode="w+b"
        )
        self._limit = limit
        self._failure: OSError | None = None
        self.received = 0

    @property
    def is_cut(self) -> bool:
        """Return whether more was received than kept."""
        return self.received > self._limit

    def write(self, chunk: Any) -> int:
        room = self._limit - self.received
        if room > 0 and self._failure is None:
            try:
                self._file.write(chunk[:room])
            except OSError as error:
                self._give_up(error)
        self.received += len(chunk)
        return len(chunk)

    def read(self, size: int | None = -1) -> bytes:
        if self._failure is not None:
            raise self._failure
        return self._file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        try:
            return self._file.seek(offset, whence)
        except OSError as error:  # what was still to be written
            self._give_up(error)
            return 0

    def tell(self) -> int:
        return self._file.tell()

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()
        super().close()

    def _give_up(self, error: OSError) -> None:
        with suppress(OSError):
            self._file.close()
        self._file, self._failure = io.BytesIO(), error


class LimitedForms(FormDataParser):
    """Werkzeug's form parser, with limits on the fields of a urlencoded form and on which fields may be files."""

    def parse(self, stream: Any, mimetype: str, *rest: Any, **named: Any) -> Any:
        """Return the stream, the text fields, and the files of the fields that accept files in this view."""
        if mimetype == "application/x-www-form-urlencoded":
            stream = _bounded(stream)
        stream, texts, files = super().parse(stream, mimetype, *rest, **named)
        taken = [pair for pair in files.items(multi=True) if _takes_files(pair[0])]
        return stream, texts, self.cls(taken)


def _takes_files(name: str) -> bool:
    fields: tuple[str, ...] = g.get("file_fields", ())
    return name in fields or any(field[-1] == "*" and name.startswith(field[:-1]) for field in fields)


def _bounded(stream: IO[bytes]) -> IO[bytes]:
    # Parsing twenty megabytes of "a&" took 40 seconds and a gigabyte.
    body, most = bytearray(), LONG_BODY if g.get("takes_long_texts") else SMALL_BODY
    while len(body) <= most and (chunk := stream.read(64 * KILOBYTE)):
        body += chunk
    if len(body) > most or body.count(b"&") >= MAX_FIELDS:
        raise RequestEntityTooLarge
    return io.BytesIO(body)


class LimitedRequest(SanitizedRequest):
    """Flask's request with small limits, which views for uploads raise with ``accepts_uploads``."""

    max_form_parts = MAX_FIELDS
    form_data_parser_class = LimitedForms

    @property
    def max_content_length(self) -> int | None:
        return g.get("body_limit", SMALL_BODY)

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        g.body_limit = value

    @property
    def max_form_memory_size(self) -> int | None:
        return FORM_MEMORY

    @max_form_memory_size.setter
    def max_form_memory_size(self, value: int | None) -> None:
        raise AttributeError("the limit for text fields is one constant, FORM_MEMORY")

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return CappedUpload(g.get("file_limit", SMALL_BODY))  # type: ignore[return-value]


def accepts_uploads(*fields: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark a view whose requests may contain files in these fields; must be the innermost decorator.

    A name that ends with ``*`` stands for every field that starts with it.
    """

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.accepts_uploads = fields  # type: ignore[attr-defined]
        return view

    return mark


def accepts_long_texts(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view whose form has long texts; must be the innermost decorator."""
    view.accepts_long_texts = True  # type: ignore[attr-defined]
    return view


def init_limits(app: Flask) -> None:
    """Set each request's limits before anything reads its body."""
    app.request_class = LimitedRequest

    @app.before_request
    def set_limits() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if getattr(view, "accepts_long_texts", False):
            g.takes_long_texts, g.body_limit = True, LONG_BODY
        if fields := getattr(view, "accepts_uploads", ()):
            settings = app.extensions["settings"]
            # One extra byte is kept, so that the code that stores the file sees that it is too large.
            g.file_fields = fields
            g.file_limit = settings.max_file_bytes + 1
            # Files that are too large are reported one by one as long as they fit into this together.
            g.body_limit = (settings.max_work_samples + 2) * settings.max_file_bytes * 2


def drain() -> None:
    """Read what the client is still sending, within limits, so that it gets the response."""
    stream, left = request.environ["wsgi.input"], DRAIN
    left = min(left, request.content_length or 0)
    while left > 0 and (chunk := stream.read(min(left, 64 * KILOBYTE))):
        left -= len(chunk)
