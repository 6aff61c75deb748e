"""Dismiss mentions."""

from flask import redirect, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from careers.database import transaction
from careers.desk.blueprint import bp
from careers.review.notes import mention_services
from careers.security import Permission, requires


@bp.post("/mentions/<id:note_id>/seen")
@requires(Permission.NOTE)
def dismiss_mention(note_id: int) -> Response:
    """Mark the signed-in user's mention as seen; others' mentions can't be reached."""
    if FlaskForm().validate_on_submit():
        with transaction():
            mention_services.dismiss_mention(current_user, note_id)
    return redirect(url_for(".today"), 303)
