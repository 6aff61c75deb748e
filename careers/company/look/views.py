"""Mark and colors: the screen that sets them, and the two small files that browsers load."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from careers.company.look.colors import DARK, LIGHT, ratios, tokens
from careers.company.look.forms import LookForm
from careers.company.look.sheet import dark_ground, file_of, version_of
from careers.company.profile_services import change_look
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
    company = company_profile()
    saved = {name: getattr(company, name) for name in ("mark_letters", "accent_light", "accent_dark")}
    return _page(LookForm(formdata=None, data={**saved, "version": company.look_version}))


@bp.post("/look")
@requires(Permission.MANAGE_SITE)
def change_site_look() -> tuple[str, int] | BaseResponse:
    """Save them; an edit of an older version is shown again beside what was saved meanwhile."""
    form = LookForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        with transaction():
            change_look(typed_values(form), version=form.version.data, by=current_user)
    except EditConflict:
        saved = company_profile()
        form.version.data = saved.look_version
        names = typed_values(form)
        return _page(form, saved_otherwise(form, {name: getattr(saved, name) for name in names})), 409
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
    """The icon."""
    return _file(version, "svg")


def _file(version: str, name: str) -> BaseResponse:
    # An address from before the last change is sent on to today's.
    company = company_profile()
    body = file_of(company, name) or abort(404)
    if version != version_of(company):
        return redirect(f"/static/look/{version_of(company)}.{name}", 302)
    coding, content = body.best(request.headers.get("Accept-Encoding", ""))
    response = Response(content, mimetype=TYPES[name])
    response.headers["ETag"] = body.etag(coding)
    response.headers["Cache-Control"] = FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    if coding != "identity":
        response.headers["Content-Encoding"] = coding
    return response


def _page(form: LookForm, saved: list[tuple[str, str]] | None = None) -> str:
    company = company_profile()
    light = company.accent_light or tokens(LIGHT)["accent"]
    dark = company.accent_dark or tokens(DARK)["accent"]
    shown = [
        ("Light pages", light, tokens(LIGHT)["paper"], light, ratios(light, LIGHT)),
        ("Dark pages", dark, tokens(DARK)["paper"], dark_ground(company.accent_light), ratios(dark, DARK)),
    ]
    return render_template("company/look.html", form=form, saved=saved, shown=shown)
