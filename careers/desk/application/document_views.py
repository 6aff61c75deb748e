"""The files of an application, reached only through the application."""

from flask import Response, abort
from flask_login import current_user

from careers.applications.opening_services import record_download
from careers.database import transaction
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.documents.serving import attachment_response, page_image_response
from careers.documents.storage import StorageUnavailable, current_storage
from careers.pipeline.access.queries import document_for
from careers.security import Permission, requires

DOCUMENT = f"{APPLICATION_URL}/documents/<id:document_id>"


@bp.get(f"{DOCUMENT}/file")
@requires(Permission.READ_APPLICATIONS)
def download(application_id: int, document_id: int) -> Response:
    """Return the original file as a download.

    Like an access log, the download is recorded in the audit log; the candidate sees the role of the person who did
    it.
    """
    with transaction():
        document = document_for(current_user, application_id, document_id)
        record_download(application_id, document_id, by=current_user, role=current_user.role)
    try:
        return attachment_response(document, current_storage())
    except StorageUnavailable:
        abort(404)


@bp.get(f"{DOCUMENT}/pages/<int(max=9999):number>")
@requires(Permission.READ_APPLICATIONS)
def page_image(application_id: int, document_id: int, number: int) -> Response:
    """Return the rendered image of a page."""
    document = document_for(current_user, application_id, document_id)
    return page_image_response(document, number, current_storage()) or abort(404)
