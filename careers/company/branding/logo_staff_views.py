"""Upload and remove the logo for light or dark mode."""

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from careers.company.branding.colors import DARK, LIGHT
from careers.company.branding.forms import LogoForm
from careers.company.branding.presenters import look_page
from careers.company.branding.services import NoLogo, remove_logo, set_logo
from careers.company.settings_views import bp
from careers.database import transaction
from careers.documents.logos import redraw_logo
from careers.documents.storage import current_storage
from careers.documents.upload_errors import UploadRefused
from careers.http.limits import accepts_uploads
from careers.security import Permission, requires
from careers.versions import EditConflict

SCHEMES = (LIGHT, DARK)
CHANGED = "Someone else changed the logo after you opened this page. Choose the image again."


@bp.post("/look/mark/<scheme>")
@requires(Permission.MANAGE_SITE)
@accepts_uploads("picture")
def upload_logo(scheme: str) -> tuple[str, int] | BaseResponse:
    """Read the uploaded image outside the transaction, then use it on every page."""
    form, chosen = _form_for(scheme), request.files.get("picture")
    try:
        if chosen is None or not chosen.filename:
            raise UploadRefused("Choose a PNG or WebP image.")
        logo = redraw_logo(chosen, current_storage())
        with transaction():
            set_logo(scheme, logo, version=form.version.data, by=current_user)
    except (UploadRefused, NoLogo) as refusal:
        return look_page(refused={scheme: str(refusal)}), 422
    except EditConflict:
        return look_page(refused={scheme: CHANGED}), 409
    flash("Logo saved.", "good")
    return redirect(url_for(".look"), 303)


@bp.post("/look/mark/<scheme>/removal")
@requires(Permission.MANAGE_SITE)
def delete_logo(scheme: str) -> tuple[str, int] | BaseResponse:
    """Remove the logo."""
    form = _form_for(scheme)
    try:
        with transaction():
            remove_logo(scheme, version=form.version.data, by=current_user)
    except EditConflict:
        return look_page(refused={scheme: CHANGED}), 409
    flash("Logo removed.", "good")
    return redirect(url_for(".look"), 303)


def _form_for(scheme: str) -> LogoForm:
    if scheme not in SCHEMES:
        abort(404)
    form = LogoForm()
    form.validate()
    return form
