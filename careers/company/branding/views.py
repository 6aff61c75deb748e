"""The look's files that browsers load: style sheet, icon, and logo images."""

from flask import Blueprint, Response, abort, redirect, request
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as BaseResponse

from careers.company.branding.letterhead_presenters import letterhead
from careers.company.branding.queries import (
    FILE_NAMES,
    current_look,
    logo_files,
    remembered_icon,
    remembered_look,
)
from careers.company.branding.stylesheet_presenters import Look, file_of, version_of
from careers.http.assets import FOREVER
from careers.security import public

bp = Blueprint("look", __name__)
TYPES = {"css": "text/css", "svg": "image/svg+xml"}


@bp.record_once
def _show_everywhere(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(current_look=current_look, remembered_look=remembered_look)
    state.app.extensions.update(icon_url=remembered_icon, letterhead=letterhead)


@bp.get("/static/look/<digest>/<name>.png")
@public
def logo_file(digest: str, name: str) -> BaseResponse:
    """Return a logo image, immutable at its URL; the URL of an earlier logo redirects to the current one."""
    if name not in FILE_NAMES:
        abort(404)
    found = logo_files(digest)
    if found is not None:
        response = Response(found[name], mimetype="image/png")
        response.headers["ETag"] = f'"{digest}-{name}"'
        response.headers["Cache-Control"] = FOREVER
        return response
    picture = current_look().picture or abort(404)
    today = picture.light.removesuffix("mark.png")
    return redirect(f"{today}{name}.png", 302)


@bp.get("/static/look/<version>.css")
@public
def stylesheet(version: str) -> BaseResponse:
    """Return the style sheet."""
    return _file(version, "css")


@bp.get("/static/look/<version>.svg")
@public
def icon(version: str) -> BaseResponse:
    """Return the icon for a logo of letters."""
    return _file(version, "svg")


def _file(version: str, name: str) -> BaseResponse:
    # The last look needs no database. A URL from before the last change redirects to the current one.
    look = remembered_look()
    if version != _version(look):
        look = current_look()
    body = file_of(look, name) or abort(404)
    if version != _version(look):
        return redirect(f"/static/look/{_version(look)}.{name}", 302)
    coding, content = body.best(request.headers.get("Accept-Encoding", ""))
    response = Response(content, mimetype=TYPES[name])
    response.headers["ETag"] = body.etag(coding)
    response.headers["Cache-Control"] = FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    if coding != "identity":
        response.headers["Content-Encoding"] = coding
    return response


def _version(look: Look) -> str:
    return version_of(look.letters, look.light, look.dark)
