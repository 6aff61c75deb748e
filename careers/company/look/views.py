"""Mark and colors: the screen that sets them, and the two small files that browsers load."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from careers.company.look.page import look_form, look_page
from careers.company.look.services import change_look
from careers.company.look.sheet import Look, file_of, version_of
from careers.company.look.shown import current_look, remembered_look
from careers.company.queries import company_profile
from careers.company.settings_views import bp
from careers.company.views import bp as public_bp
from careers.database import transaction
from careers.http.assets import FOREVER
from careers.security import Permission, public, requires
from careers.typed import saved_otherwise, typed_values
from careers.versions import EditConflict

TYPES = {"css": "text/css", "svg": "image/svg+xml"}


@bp.get("/look")
@requires(Permission.MANAGE_SITE)
def look() -> str:
    """Mark and colors, with how well they read."""
    return look_page()


@bp.post("/look")
@requires(Permission.MANAGE_SITE)
def change_site_look() -> tuple[str, int] | BaseResponse:
    """Save them; an edit of an older version is shown again beside what was saved meanwhile."""
    form = look_form(company_profile(), is_sent=True)
    if not form.validate_on_submit():
        return look_page(form), 422
    try:
        with transaction():
            change_look(typed_values(form), version=form.version.data, by=current_user)
    except EditConflict:
        saved = company_profile()
        form.version.data = saved.look_version
        names = typed_values(form)
        return look_page(form, saved_otherwise(form, {name: getattr(saved, name) for name in names})), 409
    flash("Saved. Every page looks so within a second.", "good")
    return redirect(url_for(".look"), 303)


@public_bp.get("/static/look/<version>.css")
@public
def look_sheet(version: str) -> BaseResponse:
    """The style sheet."""
    return _file(version, "css")


@public_bp.get("/static/look/<version>.svg")
@public
def look_icon(version: str) -> BaseResponse:
    """The icon of a mark of letters."""
    return _file(version, "svg")


def _file(version: str, name: str) -> BaseResponse:
    # What this process saw last needs no database; an address from before the last change is sent on to today's.
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
