"""Static files: bundled style sheets, and URLs that change with the content and are cached for a year.

All files are read when the process starts. The URL contains a hash of all of them, ``/static/<hash>/js/x.js``, so
that modules import each other by relative paths and releases never mix.
"""

import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from careers.http.encoding import EncodedBody, encode
from careers.security import public

FOREVER = "public, max-age=31536000, immutable"
COMPRESSIBLE = ("text/", "application/javascript", "image/svg+xml", "application/json")
BUNDLES = {"css/site.css": "css/site", "css/desk.css": "css/desk"}

bp = Blueprint("assets", __name__)


class Assets:
    """All static files of one release, ready to be sent."""

    def __init__(self, folder: Path) -> None:
        contents = _read(folder)
        self.version = hashlib.sha256(repr(sorted(contents.items())).encode()).hexdigest()[:12]
        self.bodies = {name: _prepared(name, content) for name, content in contents.items()}

    def url(self, name: str) -> str:
        """Return the URL of a file such as ``css/site.css``. Raises KeyError if it doesn't exist."""
        if name not in self.bodies:
            raise KeyError(name)
        return url_for("assets.static_file", version=self.version, name=name)


def _read(folder: Path) -> dict[str, bytes]:
    contents = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
    for bundle, part in BUNDLES.items():
        names = sorted(name for name in contents if name.startswith(f"{part}/"))
        contents[bundle] = _lean(b"\n".join(contents.pop(name) for name in names))
    return contents


def _lean(style: bytes) -> bytes:
    # Comments and indentation would be a sixth of what a first visitor downloads.
    return re.sub(rb"\n\s*", b"\n", re.sub(rb"/\*.*?\*/", b"", style, flags=re.DOTALL))


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


@cache
def _prepared(name: str, content: bytes) -> EncodedBody:
    # Compressing takes a while, so the files are kept for apps created later in the same process.
    if _media_type(name).startswith(COMPRESSIBLE):
        return encode(content, quality=11)
    return EncodedBody({"identity": content}, hashlib.sha256(content).hexdigest()[:20])


@bp.get("/static/<version>/<path:name>")
@public
def static_file(version: str, name: str) -> BaseResponse:
    """Return a static file. The URL of an older release redirects to the current file of that name."""
    assets: Assets = current_app.extensions["assets"]
    body = assets.bodies.get(name)
    if body is None:
        abort(404)
    if version != assets.version:
        return redirect(assets.url(name), 302)
    return _answer(body, _media_type(name))


@bp.get("/favicon.ico")
@public
def favicon() -> BaseResponse:
    """Return the icon that browsers request on their own; a company's own icon has another URL."""
    if own := current_app.extensions["icon_url"]():
        return redirect(own, 302)
    assets: Assets = current_app.extensions["assets"]
    return _answer(assets.bodies["img/favicon.svg"], "image/svg+xml")


def _answer(body: EncodedBody, media_type: str) -> Response:
    coding, content = body.best(request.headers.get("Accept-Encoding", ""))
    known = body.is_known(request.headers.get("If-None-Match", ""))
    response = Response(b"" if known else content, status=304 if known else 200, mimetype=media_type)
    response.headers["ETag"] = body.etag(coding)
    response.headers["Cache-Control"] = FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    if coding != "identity":
        response.headers["Content-Encoding"] = coding
    return response


def init_assets(app: Flask) -> None:
    """Read the static files and add ``asset(name)`` to templates."""
    assets = Assets(Path(app.root_path) / "static")
    app.extensions["assets"] = assets
    app.jinja_env.globals["asset"] = assets.url
    app.register_blueprint(bp)
