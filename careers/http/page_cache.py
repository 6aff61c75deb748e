"""A cache of public pages in each process, in front of Flask.

Public pages are the same for everyone. The first visitor's page is cached; later visitors get its bytes without a
request to Flask, as long as the catalog version in the database, checked at most once a second, has not changed.
While the database is unavailable, cached pages are served and marked as stale.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Flask, Response, make_response
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from careers.database import db
from careers.http.catalog import CatalogVersion
from careers.http.encoding import EncodedBody, encode, uncompressed
from careers.http.headers import security_headers

log = logging.getLogger(__name__)

CHECK_INTERVAL = 1.0
# Pages also depend on the time (closing dates): none is kept longer than this many seconds.
MAX_AGE = 30.0
MAX_PAGES = 2000
# All codings of all kept pages together. A feed of ten thousand postings takes a third of it.
MAX_BYTES = 160 * 1024 * 1024
# A page that takes seconds to render is rendered by one thread; the others wait for its result.
SLOW = ("/feeds/", "/sitemap.xml")
CACHEABLE_HEADER = "X-Prepared-Page"
Environ = dict[str, Any]


def public_page(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view whose page is cached and served to everyone. It must not read or set a cookie."""

    @wraps(view)
    def marked(*args: Any, **kwargs: Any) -> Response:
        response = make_response(view(*args, **kwargs))
        if response.status_code == 200:
            response.headers[CACHEABLE_HEADER] = "1"
        return response

    return marked


@dataclass(frozen=True)
class CachedPage:
    """A page with its headers, the catalog version it shows, and when it was rendered."""

    version: int
    made_at: float
    body: EncodedBody
    headers: tuple[tuple[str, str], ...]


class CapturedResponse:
    """The status and headers of the app's response, held back until it is known whether it can be cached."""

    status = ""
    headers: list[tuple[str, str]] = []
    is_public = False

    def start(self, status: str, headers: list[tuple[str, str]], *_exc_info: Any) -> Callable[[bytes], object]:
        """Replace the server's ``start_response`` (PEP 3333)."""
        self.status, self.is_public = status, any(name == CACHEABLE_HEADER for name, _ in headers)
        self.headers = [pair for pair in headers if pair[0] != CACHEABLE_HEADER]
        return bytes


class PageCache:
    """WSGI middleware that answers GET and HEAD from cached pages."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._inner = app.wsgi_app
        self._kept: OrderedDict[str, CachedPage] = OrderedDict()
        self._version = 0
        self._checked_at = -CHECK_INTERVAL
        self._is_reachable = True
        self._checking = threading.Lock()
        self._making = threading.Lock()
        self._common = tuple(security_headers(app.extensions["settings"].is_https).items())

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not _may_be_kept(environ):
            return self._inner(environ, start_response)
        self._look_at_version()
        key = _key(environ)
        kept = self._kept.get(key)
        if kept is None or not self._is_fresh(kept):
            with self._making if environ["PATH_INFO"].startswith(SLOW) else nullcontext():
                kept = self._kept.get(key)
                if kept is None or not self._is_fresh(kept):
                    made = self._make(key, environ, start_response, stale=kept)
                    if not isinstance(made, CachedPage):
                        return made
                    kept = made
        return self._answer(kept, environ, start_response)

    def forget(self) -> None:
        """Clear the cache and check the version again, for tests."""
        self._kept.clear()
        self._checked_at = -CHECK_INTERVAL

    def _is_fresh(self, kept: CachedPage) -> bool:
        if not self._is_reachable:
            return True
        return kept.version == self._version and time.monotonic() - kept.made_at < MAX_AGE

    def _look_at_version(self) -> None:
        if time.monotonic() - self._checked_at < CHECK_INTERVAL or not self._checking.acquire(blocking=False):
            return
        try:
            with self._app.app_context():
                self._version = db.session.scalar(select(CatalogVersion.version)) or 0
            self._is_reachable = True
        except SQLAlchemyError as error:
            if self._is_reachable:
                log.warning("The database cannot be reached; kept pages are served: %s", type(error).__name__)
            self._is_reachable = False
        finally:
            self._checked_at = time.monotonic()
            self._checking.release()

    def _make(
        self, key: str, environ: Environ, start_response: Callable[..., Any], stale: CachedPage | None
    ) -> CachedPage | Iterable[bytes]:
        version, made_at, answer = self._version, time.monotonic(), CapturedResponse()
        # Without the body, the page would be rendered again for every HEAD, and a feed takes seconds.
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        chunks = self._inner({**environ, "REQUEST_METHOD": "GET"} if is_head else environ, answer.start)
        if not answer.is_public:
            if stale is not None and answer.status.startswith("503"):
                return stale
            start_response(answer.status, answer.headers)
            return _nothing_of(chunks) if is_head else chunks
        try:
            body = _body(b"".join(chunks), answer.headers)
        finally:
            getattr(chunks, "close", lambda: None)()
        headers = tuple(pair for pair in answer.headers if pair[0] in ("Content-Type", "Link"))
        kept = CachedPage(version, made_at, body, headers)
        self._keep(key, kept)
        return kept

    def _keep(self, key: str, kept: CachedPage) -> None:
        self._kept[key] = kept
        excess = sum(page.body.size for page in list(self._kept.values())) - MAX_BYTES
        while len(self._kept) > MAX_PAGES or excess > 0:
            try:
                _, dropped = self._kept.popitem(last=False)
            except KeyError:  # another thread emptied it
                return
            excess -= dropped.body.size

    def _answer(self, kept: CachedPage, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        coding, content = kept.body.best(environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers = [
            *self._common,
            *kept.headers,
            ("ETag", kept.body.etag(coding)),
            ("Vary", "Accept-Encoding"),
        ]
        headers.append(("Cache-Control", "public, no-cache"))
        if not self._is_reachable:
            headers.append(("Warning", '110 - "Response is Stale"'))
        if kept.body.is_known(environ.get("HTTP_IF_NONE_MATCH", "")):
            start_response("304 Not Modified", headers)
            return [b""]
        if coding != "identity":
            headers.append(("Content-Encoding", coding))
        headers.append(("Content-Length", str(len(content))))
        start_response("200 OK", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else content]


def _nothing_of(chunks: Iterable[bytes]) -> Iterable[bytes]:
    getattr(chunks, "close", lambda: None)()
    return [b""]


def _may_be_kept(environ: Environ) -> bool:
    # A page rendered below another mount point contains other URLs, so it can't be shared.
    return not environ.get("SCRIPT_NAME") and not environ["PATH_INFO"].startswith(("/hr", "/static"))


def _body(content: bytes, headers: list[tuple[str, str]]) -> EncodedBody:
    if any(name == "Content-Type" and value.startswith("image/png") for name, value in headers):
        return uncompressed(content)
    return encode(content)


def _key(environ: Environ) -> str:
    """Return the cache key, equal for URLs that mean the same: the order of different arguments does not matter."""
    query = environ.get("QUERY_STRING", "")
    if query:
        # Bytes that are not UTF-8 stay as they are: the app handles each in its own way.
        typed = query.encode("latin-1").decode("utf-8", "surrogateescape")
        pairs = parse_qsl(typed, keep_blank_values=True, errors="surrogateescape")
        query = urlencode(sorted(pairs, key=itemgetter(0)), errors="surrogateescape")
    return f"{environ['PATH_INFO']}?{query}"


def init_page_cache(app: Flask) -> None:
    """Put the page cache in front of the app."""
    app.extensions["page_cache"] = pages = PageCache(app)
    app.wsgi_app = pages  # type: ignore[method-assign]
