"""The public pages of postings: the front page, the listing, and each posting."""

from flask import Blueprint, Response, abort, redirect, render_template, request
from jinja2 import pass_context
from jinja2.runtime import Context
from werkzeug.wrappers import Response as BaseResponse

from careers.company.branding.queries import current_look, logo_of
from careers.company.queries import company_profile, hiring_steps
from careers.http.page_cache import public_page
from careers.http.urls import external_url
from careers.postings import queries
from careers.postings.card_presenters import cards
from careers.postings.details_presenters import posting_details
from careers.postings.feeds.json_ld_presenters import json_ld
from careers.postings.listing.filters import PostingFilter
from careers.postings.listing.presenters import listing_page
from careers.postings.listing.queries import open_count
from careers.postings.models import Posting
from careers.postings.public.presenters import posting_extras
from careers.postings.public.social_image import social_image
from careers.postings.sources import source_in, with_source
from careers.postings.urls import posting_path, url_key
from careers.security import public

bp = Blueprint("postings", __name__)
NEWEST = 5


@bp.app_template_global("source")
def source_of_the_page() -> str:
    """Return the source that the current URL names; pages are cached separately for each."""
    return source_in(request.args)


@bp.app_template_filter("carried")
@pass_context
def carried(_context: Context, address: str) -> str:
    """Return a URL of this site for a link, with the source of the current page."""
    # With the context, the filter runs for every page; otherwise, Jinja would evaluate it once for a constant input.
    return with_source(address, source_of_the_page())


@bp.app_template_global()
def is_general_application_open() -> bool:
    """Return whether general applications are accepted."""
    return queries.is_general_open()


@bp.get("/")
@public
@public_page
def home() -> str:
    """Show the front page."""
    return render_template(
        "postings/home.html",
        newest=cards(queries.newest_postings(NEWEST)),
        open_count=open_count(PostingFilter()),
        steps=hiring_steps(),
        canonical_url=external_url("postings.home"),
    )


@bp.get("/jobs")
@public
@public_page
def index() -> tuple[str, int]:
    """Show the open positions: searched, filtered, and sorted."""
    listing = listing_page(request.args)
    canonical = external_url("postings.index")
    if listing.pager.page > 1 and not listing.is_filtered:
        canonical += f"?page={listing.pager.page}"
    page = render_template("postings/listing.html", **vars(listing), canonical_url=canonical)
    # The page of a search that timed out must not be cached.
    return page, 503 if listing.is_stopped else 200


@bp.get("/jobs/<posting:key>")
@public
@public_page
def show(key: tuple[int, str]) -> str | BaseResponse | tuple[str, int]:
    """Show an open posting; respond 404 for a draft and 410 for a closed posting, and redirect from an old slug."""
    posting = queries.public_posting(key[0])
    if posting is None:
        abort(404)
    if not posting.is_open():
        return closed_page(posting)
    if key != url_key(posting):
        return redirect(with_source(posting_path(posting), source_in(request.args)), 301)
    company = company_profile()
    shown = posting_details(posting, company)
    return render_template(
        "postings/show.html",
        posting=shown,
        more=posting_extras(posting, shown, company),
        structured_data=json_ld(shown),
        canonical_url=shown.address,
    )


@bp.get("/jobs/<posting:key>/social.png")
@public
@public_page
def social_png(key: tuple[int, str]) -> BaseResponse:
    """Return the image that other sites show next to a link to an open posting."""
    posting = queries.public_posting(key[0])
    if posting is None or not posting.is_open():
        abort(404)
    if key != url_key(posting) or request.query_string:
        return redirect(f"{posting_path(posting)}/social.png", 301)
    look = current_look()
    return Response(social_image(posting_details(posting), look, logo_of(look)), mimetype="image/png")


def closed_page(posting: Posting) -> tuple[str, int]:
    """Return the page of a closed posting, with similar open ones."""
    similar = cards(queries.similar_postings(posting))
    return render_template("postings/closed.html", posting=posting_details(posting), similar=similar), 410
