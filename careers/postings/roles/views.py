"""The public role overviews."""

from collections import Counter

from flask import Blueprint, abort, render_template

from careers.clock import local_date, now
from careers.company.markdown import safe_html
from careers.company.queries import company_profile
from careers.formatting import format_date
from careers.http.page_cache import public_page
from careers.http.urls import external_url
from careers.postings.card_presenters import cards
from careers.postings.roles import queries as role_queries
from careers.postings.roles.presenters import NO_PAY, NOTHING_OPEN, role_statistics, yearly_pay
from careers.security import public

bp = Blueprint("roles", __name__, url_prefix="/roles")
MAX_POSTINGS = 25


@bp.get("")
@public
@public_page
def index() -> str:
    """Show all role overviews with the number of their open postings."""
    counts = Counter(offer.role_id for offer in role_queries.role_postings())
    roles = [(role, counts[role.id]) for role in role_queries.role_overviews()]
    return render_template("postings/roles.html", roles=roles, canonical_url=external_url("roles.index"))


@bp.get("/<slug>")
@public
@public_page
def show(slug: str) -> str:
    """Show a role overview."""
    role = role_queries.role_by_slug(slug) or abort(404)
    offers, company = role_queries.role_postings(role.id), company_profile()
    return render_template(
        "postings/role.html",
        role=role,
        sections=[(section.title, safe_html(section.html)) for section in role.sections],
        statistics=role_statistics(offers),
        missing=NOTHING_OPEN if not offers else "" if yearly_pay(offers) else NO_PAY,
        as_of=format_date(local_date(now(), company.time_zone)),
        cards=cards(role_queries.newest_postings_of_role(role.id, MAX_POSTINGS)),
        canonical_url=external_url("roles.show", slug=role.slug),
    )
