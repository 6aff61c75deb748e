"""Request a job alert, or links to existing ones, with the same response for every address."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from careers.database import transaction
from careers.postings.alerts import services
from careers.postings.alerts.criteria import criteria_of
from careers.postings.alerts.forms import AddressForm, AlertForm
from careers.postings.alerts.presenters import describe_criteria
from careers.postings.listing.filters import PostingFilter, parse_filter
from careers.postings.listing.presenters import filter_options
from careers.security import public

bp = Blueprint("alerts", __name__, url_prefix="/alerts")


@bp.get("")
@public
def ask() -> str:
    """Show the form to get alerts for the search in the URL, after sending it with a confirmation."""
    return _page(AlertForm(), _requested_filter(), is_sent="asked" in request.args)


@bp.post("")
@public
def send_confirmation() -> Any:
    """Record a request for an alert; the worker later finds out whether the address has alerts already."""
    form, posting_filter = AlertForm(), _requested_filter()
    if not form.validate_on_submit():
        return _page(form, posting_filter), 422
    with transaction():
        services.record_request(
            form.email.data,
            request.remote_addr or "",
            criteria=criteria_of(posting_filter),
            frequency=form.frequency.data,
        )
    separator = "&" if posting_filter.parts else "?"
    return redirect(f"{posting_filter.alert_address}{separator}asked=1", 303)


@bp.get("/links")
@public
def ask_for_links() -> str:
    """Show the form to get links to existing alerts, after sending it with a confirmation."""
    return _links_page(AddressForm(), is_sent="asked" in request.args)


@bp.post("/links")
@public
def send_links() -> Any:
    """Record a request for links; the worker sends an email if the address has alerts."""
    form = AddressForm()
    if not form.validate_on_submit():
        return _links_page(form), 422
    with transaction():
        services.record_request(form.email.data, request.remote_addr or "")
    return redirect(url_for(".ask_for_links", asked=1), 303)


def _requested_filter() -> PostingFilter:
    return parse_filter(request.args, filter_options())


def _page(form: AlertForm, posting_filter: PostingFilter, *, is_sent: bool = False) -> str:
    return render_template(
        "postings/alert_ask.html",
        form=form,
        criteria=describe_criteria(criteria_of(posting_filter), filter_options()),
        notices=posting_filter.notices,
        action=posting_filter.alert_address,
        jobs_url=posting_filter.address(),
        is_sent=is_sent,
        days=services.UNCONFIRMED_LIFETIME.days,
        max_alerts=services.MAX_ALERTS,
    )


def _links_page(form: AddressForm, *, is_sent: bool = False) -> str:
    return render_template("postings/alert_links.html", form=form, is_sent=is_sent)
