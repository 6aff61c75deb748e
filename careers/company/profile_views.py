"""The settings page of the company's profile."""

from functools import partial

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.company.profile_forms import ProfileForm
from careers.company.profile_services import change_profile
from careers.company.queries import company_profile
from careers.company.settings_views import bp
from careers.security import Permission, requires
from careers.versions import save_form, typed_values


@bp.get("/company")
@requires(Permission.MANAGE_SITE)
def profile() -> str:
    """Show the form."""
    return _page(ProfileForm(obj=company_profile()))


@bp.post("/company")
@requires(Permission.MANAGE_SITE)
def change() -> tuple[str, int] | Response:
    """Save the profile."""
    form = ProfileForm()
    refused = save_form(
        form,
        lambda: change_profile(typed_values(form), version=form.version.data, by=current_user),
        page=partial(_page, form),
        saved=company_profile,
    )
    if refused:
        return refused
    flash("Company profile saved.", "good")
    return redirect(url_for(".profile"), 303)


def _page(form: ProfileForm, saved: list[tuple[str, str]] | None = None) -> str:
    return render_template(
        "layouts/setting.html",
        title="Company profile",
        lede="Shown on every page, in every email, and to search engines.",
        form=form,
        action=url_for(".change"),
        saved=saved,
    )
