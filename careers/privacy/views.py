"""What a candidate can do with their data from their own page: download all of it, or delete it."""

from flask import Blueprint, Response, redirect, render_template, stream_with_context, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from careers.applications.draft_services import DRAFT_LIFETIME
from careers.applications.portal.held_presenters import sent_page
from careers.applications.portal.queries import address_behind, reference_of
from careers.applications.portal.views import sent
from careers.applications.services import BY_CANDIDATE
from careers.database import transaction
from careers.documents.storage import current_storage
from careers.privacy.erasure_services import erase_address
from careers.privacy.export_presenters import archive_of
from careers.security import public

bp = Blueprint("privacy", __name__, url_prefix="/applications")


@bp.get("/<token>/data.zip")
@public
def download(token: str) -> Response:
    """Stream everything the site holds about the candidate as a zip file."""
    found = sent(token)
    pieces = archive_of(address_behind(found), current_storage())
    response = Response(stream_with_context(pieces), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="application-{reference_of(found)}.zip"'
    return response


@bp.get("/<token>/deletion")
@public
def ask_to_delete(token: str) -> str:
    """Show what would be deleted."""
    page = sent_page(sent(token))
    return render_template("privacy/deletion.html", page=page, form=FlaskForm(), token=token)


@bp.post("/<token>/deletion")
@public
def delete(token: str) -> AnyResponse:
    """Delete all of the candidate's data now."""
    with transaction():
        address = address_behind(sent(token, to_change=True))
        erase_address(address, by=BY_CANDIDATE, storage=current_storage())
    return redirect(url_for(".deleted"), 303)


@bp.get("/deleted")
@public
def deleted() -> str:
    """Confirm the deletion; the page no longer knows whose data it was."""
    return render_template("privacy/deleted.html", draft_days=DRAFT_LIFETIME.days)
