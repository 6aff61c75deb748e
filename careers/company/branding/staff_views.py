"""The settings page for logo and colors."""

from functools import partial

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from careers.company.branding.presenters import look_form, look_page
from careers.company.branding.services import change_look
from careers.company.queries import company_profile
from careers.company.settings_views import bp
from careers.security import Permission, requires
from careers.versions import save_form, typed_values

TYPES = {"css": "text/css", "svg": "image/svg+xml"}


@bp.get("/look")
@requires(Permission.MANAGE_SITE)
def look() -> str:
    """Show the form, with the contrast of the colors."""
    return look_page()


@bp.post("/look")
@requires(Permission.MANAGE_SITE)
def change_branding() -> tuple[str, int] | BaseResponse:
    """Save letters and colors."""
    form = look_form(company_profile(), is_sent=True)
    refused = save_form(
        form,
        lambda: change_look(typed_values(form), version=form.version.data, by=current_user),
        page=partial(look_page, form),
        saved=company_profile,
        version="branding_version",
    )
    if refused:
        return refused
    flash("Changes saved.", "good")
    return redirect(url_for(".look"), 303)
