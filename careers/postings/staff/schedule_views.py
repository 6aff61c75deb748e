"""Schedule a draft for publication, or cancel the schedule."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.company.queries import company_profile
from careers.database import transaction
from careers.errors import DomainError
from careers.postings.schedule import services as schedule_services
from careers.postings.staff.forms import ScheduleForm
from careers.postings.staff.views import ITEM_URL, Page, bp, edit_page, editable, form_errors, sentences
from careers.security import Permission, requires


@bp.post(f"{ITEM_URL}/schedule")
@requires(Permission.PUBLISH_POSTINGS)
def schedule(posting_id: int) -> Response | Page:
    """Schedule a draft."""
    form, posting = ScheduleForm(), editable(posting_id)
    if not form.validate_on_submit():
        return edit_page(posting, schedule_form=form, problems=form_errors(form))
    at = form.instant(company_profile().time_zone)
    try:
        with transaction():
            posting = editable(posting_id)
            reason, version = form.later_reason.data, form.version.data
            schedule_services.schedule_posting(posting, at, pay_reason=reason, version=version, by=current_user)
    except DomainError as error:
        return edit_page(editable(posting_id), schedule_form=form, problems=sentences(error))
    flash("Scheduled. We’ll run the same checks then, and email you if they fail.", "success")
    return redirect(url_for(".show", posting_id=posting_id), 303)


@bp.post(f"{ITEM_URL}/schedule/removal")
@requires(Permission.PUBLISH_POSTINGS)
def unschedule(posting_id: int) -> Response:
    """Cancel the scheduled publication."""
    with transaction():
        schedule_services.unschedule_posting(editable(posting_id), by=current_user)
    flash("Schedule canceled.", "success")
    return redirect(url_for(".show", posting_id=posting_id), 303)
