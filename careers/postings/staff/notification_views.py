"""How a member of a hiring team is told of applications: everybody's own choice."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.database import transaction
from careers.postings.services import choose_notification
from careers.postings.staff import queries as staff_queries
from careers.postings.staff.forms import NotificationForm
from careers.postings.staff.views import ONE, bp
from careers.security import Permission, requires


@bp.post(f"{ONE}/notification")
@requires(Permission.READ_POSTINGS)
def choose(posting_id: int) -> Response:
    """Keep one's own choice; 404 for somebody who is not on the team."""
    form = NotificationForm()
    with transaction():
        posting = staff_queries.posting_for(current_user, posting_id)
        if not form.validate_on_submit() or not choose_notification(
            posting, current_user, form.my_notify.data
        ):
            abort(404)
    flash("Notification settings saved.", "success")
    return redirect(url_for(".show", posting_id=posting_id, _anchor="team"), 303)
