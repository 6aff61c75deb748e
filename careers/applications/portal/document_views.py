"""Add a file, or a newer version of one, in the candidate portal."""

from typing import Any

from flask import flash, redirect, url_for

from careers.applications.apply.upload_services import Received, receive
from careers.applications.models import Application
from careers.applications.portal.document_services import (
    FilesAreFixed,
    attach,
    require_changeable,
    room_for_samples,
)
from careers.applications.portal.forms import FileForm
from careers.applications.portal.views import bp, portal_page, proven
from careers.config import current_settings
from careers.database import transaction
from careers.documents.models import RESUME
from careers.documents.storage import current_storage
from careers.http.limits import accepts_uploads
from careers.security import public


@bp.post("/<token>/documents")
@public
@accepts_uploads("file")
def add_document(token: str) -> Any:
    """Add one file, unless review has begun."""
    application = proven(token)
    form = FileForm.of(application)
    if not form.validate_on_submit():
        return portal_page(application, token, files_form=form), 422
    try:
        require_changeable(application)
        received = _received(application, form)
        if not received.documents:
            form.file.errors = received.resume_errors + received.sample_errors
            return portal_page(application, token, files_form=form), 422
        _keep(token, received, form)
    except FilesAreFixed as error:
        flash(str(error), "warning")
    else:
        flash("File uploaded. It’s listed below.", "success")
    return redirect(url_for(".show", token=token, _anchor="files"), 303)


def _received(application: Application, form: FileForm) -> Received:
    kinds = {attachment.document_id: attachment.document.kind for attachment in application.attachments}
    is_resume, settings = kinds.get(form.replaced or 0) == RESUME, current_settings()
    room = 1 if form.replaced else room_for_samples(application, settings.max_work_samples)
    resumes, samples = ([form.file.data], []) if is_resume else ([], [form.file.data])
    return receive(resumes, samples, room=room, settings=settings, storage=current_storage())


def _keep(token: str, received: Received, form: FileForm) -> None:
    try:
        with transaction():
            attach(proven(token), received.documents[0], replaces=form.replaced)
    except BaseException:
        received.forget(current_storage())
        raise
