"""The settings page for how long applications are kept."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from careers.company.forms import text_field
from careers.company.profile_services import change_retention
from careers.company.queries import company_profile
from careers.company.retention_queries import MAX_MONTHS
from careers.company.settings_views import bp
from careers.database import transaction
from careers.security import Permission, requires
from careers.versions import EditConflict, compare_with_saved, version_field

UNSEEN = (
    "This is shorter than now. Applications past the new limit will be deleted within a day. Check the box to confirm."
)


class RetentionForm(FlaskForm):
    """The retention period, and the reason for it."""

    version = version_field()
    retention_months = IntegerField(
        "Months after last contact",
        validators=[
            InputRequired("Enter a number of months."),
            NumberRange(1, MAX_MONTHS, f"Enter a number from 1 to {MAX_MONTHS}."),
        ],
        description=f"At most {MAX_MONTHS}; after that, we delete the application with its files and messages.",
        render_kw={"type": "number", "data-width": "short"},
    )
    retention_reason = text_field(
        "Reason",
        600,
        needed="Enter a reason. An authority may ask for it.",
        hint="Recorded in the audit log.",
    )
    accepts_deletion = BooleanField("I understand that a shorter period deletes older applications within a day")


@bp.get("/retention")
@requires(Permission.MANAGE_SITE)
def retention() -> str:
    """Show the form."""
    company = company_profile()
    saved = {name: getattr(company, name) for name in ("retention_months", "retention_reason")}
    return _page(RetentionForm(formdata=None, data={**saved, "version": company.retention_version}))


@bp.post("/retention")
@requires(Permission.MANAGE_SITE)
def change_site_retention() -> tuple[str, int] | Response:
    """Save the period. A shorter one deletes applications, which has to be confirmed."""
    form = RetentionForm()
    if not form.validate_on_submit():
        return _page(form), 422
    if form.retention_months.data < company_profile().retention_months and not form.accepts_deletion.data:
        form.accepts_deletion.errors = [UNSEEN]
        return _page(form), 422
    values = {name: form[name].data for name in ("retention_months", "retention_reason")}
    try:
        with transaction():
            change_retention(values, version=form.version.data, by=current_user)
    except EditConflict:
        saved = company_profile()
        shown = {name: getattr(saved, name) for name in values}
        return _page(form, compare_with_saved(form, shown, saved.retention_version)), 409
    flash("Retention period saved. Update the privacy notice to match.", "good")
    return redirect(url_for(".retention"), 303)


def _page(form: RetentionForm, saved: list[tuple[str, str]] | None = None) -> str:
    return render_template(
        "layouts/setting.html",
        title="Retention",
        lede="How long applications are kept. Keep the privacy notice in sync.",
        form=form,
        action=url_for(".change_site_retention"),
        saved=saved,
    )
