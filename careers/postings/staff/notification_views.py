"""The notification settings of a member of a hiring team, for that posting."""

from flask import abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.accounts.notification_forms import OwnTeamNotificationForm
from careers.database import transaction
from careers.postings.services import set_team_notifications
from careers.postings.staff import queries as staff_queries
from careers.postings.staff.views import ITEM_URL, bp
from careers.security import Permission, requires


@bp.post(f"{ITEM_URL}/notification")
@requires(Permission.READ_POSTINGS)
def choose(posting_id: int) -> Response:
    """Save the user's own settings; 404 if the user is not on the team."""
    form = OwnTeamNotificationForm()
    with transaction():
        posting = staff_queries.posting_for(current_user, posting_id)
        if not form.validate_on_submit() or not set_team_notifications(posting, current_user, form.choices()):
            abort(404)
    flash("Notification settings saved.", "success")
    return redirect(url_for(".show", posting_id=posting_id, _anchor="team"), 303)
