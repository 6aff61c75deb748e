"""Asking for a new link: one answer for every address, whoever it belongs to."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from careers.applications.access_links import services as link_services
from careers.applications.portal.forms import LinkForm
from careers.applications.portal.views import bp
from careers.database import transaction
from careers.security import public


@bp.get("")
@public
def ask() -> str:
    """The form, and after it was sent the one answer."""
    return _page(LinkForm(), is_asked="asked" in request.args)


@bp.post("")
@public
def send_links() -> Any:
    """Take the wish down; whether there is anything to send is found out later, by the worker."""
    form = LinkForm()
    if not form.validate_on_submit():
        return _page(form), 422
    with transaction():
        # Whether it was too often is not told either: it would tell that somebody else has asked.
        link_services.request_links(form.email.data, request.remote_addr or "")
    return redirect(url_for(".ask", asked=1), 303)


def _page(form: LinkForm, *, is_asked: bool = False) -> str:
    return render_template("applications/ask.html", form=form, is_asked=is_asked)
