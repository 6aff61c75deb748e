"""Requesting new links: the response is the same for every address."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from careers.applications.access_links import services
from careers.applications.access_links.forms import LinkForm
from careers.database import transaction
from careers.security import public

bp = Blueprint("access_links", __name__, url_prefix="/applications")


@bp.get("")
@public
def ask() -> str:
    """Show the form, or what happens next once it was sent."""
    return _page(LinkForm(), is_asked="asked" in request.args)


@bp.post("")
@public
def send_links() -> Any:
    """Record the request; the worker finds out whether there is anything to send."""
    form = LinkForm()
    if not form.validate_on_submit():
        return _page(form), 422
    with transaction():
        # Even a refused request gets this response; anything else would reveal that someone else has asked.
        services.request_links(form.email.data, request.remote_addr or "")
    return redirect(url_for(".ask", asked=1), 303)


def _page(form: LinkForm, *, is_asked: bool = False) -> str:
    return render_template("applications/ask.html", form=form, is_asked=is_asked)
