"""The Today page."""

from flask import render_template
from flask_login import current_user

from careers.applications.quarantine.queries import held_count
from careers.clock import now
from careers.desk.blueprint import bp
from careers.desk.today.overview_presenters import overview_for
from careers.desk.today.presenters import CLOSING_SOON, MAX_ROWS, closing_soon, scheduled
from careers.mail.queries import failed_count
from careers.postings.staff.queries import (
    postings_ending_before,
    postings_scheduled,
    postings_without_manager,
)
from careers.review.interviews.queries import SHOWN_AHEAD
from careers.security import Permission, is_allowed, signed_in


@bp.get("/")
@signed_in
def today() -> str:
    """Show what needs the user's attention."""
    return render_template(
        "desk/today.html",
        **overview_for(current_user),
        closing_days=CLOSING_SOON.days,
        interview_days=SHOWN_AHEAD.days,
        failed=failed_count() if is_allowed(current_user, Permission.READ_MAIL) else 0,
        held=held_count() if is_allowed(current_user, Permission.QUARANTINE) else 0,
        scheduled=scheduled(postings_scheduled(current_user, MAX_ROWS)),
        unmanaged=postings_without_manager(current_user, MAX_ROWS),
        ending=closing_soon(postings_ending_before(current_user, now() + CLOSING_SOON, MAX_ROWS)),
    )
