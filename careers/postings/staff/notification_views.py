"""When a member of a hiring team is notified of applications."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.database import transaction
from careers.postings.services import set_team_notification
from careers.postings.staff import queries as staff_queries
from careers.postings.staff.forms import TeamNotificationForm
from careers.postings.staff.views import ITEM_URL, bp
from careers.security import Permission, requires


@bp.post(f"{ITEM_URL}/notification")
@requires(Permission.READ_POSTINGS)
def choose(posting_id: int) -> Response:
    """Save the current user's choice; 404 if they are not on the team."""
    form = TeamNotificationForm()
    with transaction():
        posting = staff_queries.posting_for(current_user, posting_id)
        if not form.validate_on_submit() or not set_team_notification(
            posting, current_user, form.my_notify.data
        ):
            abort(404)
    flash("Notification settings saved.", "success")
    return redirect(url_for(".show", posting_id=posting_id, _anchor="team"), 303)
