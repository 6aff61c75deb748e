"""Start accepting general applications."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.company.queries import departments
from careers.database import in_transaction
from careers.postings.general_services import create_general_posting
from careers.postings.queries import general_posting_id
from careers.postings.staff.forms import GeneralStartForm
from careers.postings.staff.views import bp
from careers.security import Permission, requires


@bp.get("/general")
@requires(Permission.PUBLISH_POSTINGS)
def general() -> Response | str:
    """Show the general posting, or how to create it."""
    posting_id = general_posting_id()
    if posting_id is not None:
        return redirect(url_for(".show", posting_id=posting_id), 303)
    return render_template("postings/staff_general.html", form=_form())


@bp.post("/general")
@requires(Permission.PUBLISH_POSTINGS)
def start_general() -> Response | tuple[str, int]:
    """Create the draft of the general posting, unless it exists."""
    form = _form()
    if not form.validate_on_submit():
        return render_template("postings/staff_general.html", form=form), 422
    posting_id = in_transaction(lambda: create_general_posting(form.department.data, by=current_user))
    flash("Draft saved. Add a hiring team, then publish it when it’s ready.", "success")
    return redirect(url_for(".show", posting_id=posting_id), 303)


def _form() -> GeneralStartForm:
    form = GeneralStartForm()
    form.department.choices = [(department.id, department.name) for department in departments()]
    return form
