"""The feeds and the sitemap, for search engines, job boards, and feed readers."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from careers.clock import now
from careers.company.pages.presenters import page_path
from careers.company.pages.queries import publication_dates
from careers.company.queries import company_profile
from careers.config import current_settings
from careers.http.page_cache import public_page
from careers.http.urls import external_url
from careers.postings.details_presenters import posting_details
from careers.postings.feeds import queries as feed_queries
from careers.postings.feeds.feed_presenters import Feed, atom, json_feed
from careers.postings.feeds.indeed_presenters import indeed
from careers.postings.feeds.sitemap_presenters import sitemap
from careers.postings.roles.queries import role_overviews
from careers.postings.urls import path_for
from careers.security import public

bp = Blueprint("feeds", __name__)
MAX_PAGE = 1_000
# Pages that always exist, and pages that exist once their text is written.
BUILT_IN = ("postings.home", "postings.index")
WRITTEN = ("company", "benefits", "how-we-hire", "privacy", "accessibility")


@bp.get("/feeds/jobs.atom")
@public
@public_page
def jobs_atom() -> BaseResponse:
    """Return the open postings as Atom."""
    return _feed("feeds.jobs_atom", atom, "application/atom+xml")


@bp.get("/feeds/jobs.json")
@public
@public_page
def jobs_json() -> BaseResponse:
    """Return the open postings as JSON Feed."""
    return _feed("feeds.jobs_json", json_feed, "application/feed+json")


@bp.get("/feeds/indeed.xml")
@public
@public_page
def indeed_xml() -> BaseResponse:
    """Return the open postings in Indeed's format."""
    if request.query_string:
        return redirect(request.path, 301)
    company, texts = company_profile(), feed_queries.open_texts()
    postings = [
        posting_details(posting, company, texts.get(posting.id, {})) for posting in feed_queries.all_open_postings()
    ]
    content = indeed(postings, publisher=company.name, publisher_url=current_settings().site_url, built_at=now())
    return _response(content, "application/xml")


@bp.get("/sitemap.xml")
@public
@public_page
def sitemap_xml() -> BaseResponse:
    """Return every public page for search engines."""
    if request.query_string:
        return redirect(request.path, 301)
    site_url, postings = current_settings().site_url, feed_queries.open_addresses()
    newest = max((posting.updated_at for posting in postings), default=None)
    written = publication_dates()
    pages: list[tuple[str, datetime | None]] = [(external_url(endpoint), newest) for endpoint in BUILT_IN]
    pages += [(f"{site_url}/{slug}", written[slug]) for slug in WRITTEN if slug in written]
    own = sorted(written.keys() - set(WRITTEN))
    pages += [(f"{site_url}{page_path(slug)}", written[slug]) for slug in own]
    pages += _role_pages()
    pages += [(f"{site_url}{path_for(row.id, row.slug)}", row.updated_at) for row in postings]
    return _response(sitemap(pages), "application/xml")


def _role_pages() -> list[tuple[str, datetime | None]]:
    roles = role_overviews()
    pages = [(external_url("roles.show", slug=role.slug), role.updated_at) for role in roles]
    newest = max((role.updated_at for role in roles), default=None)
    return [(external_url("roles.index"), newest), *pages] if pages else []


def _feed(endpoint: str, write: Callable[[Feed], bytes], media_type: str) -> BaseResponse:
    page = request.args.get("page", 1, type=int)
    # A URL with anything else in its query string would be cached as a page of its own.
    if set(request.args) - {"page"} or (request.query_string and page == 1):
        return redirect(request.path, 301)
    entries = feed_queries.feed_page(page) if 1 <= page <= MAX_PAGE else abort(404)
    if page > 1 and not entries.postings:
        abort(404)
    company = company_profile()
    postings = [posting_details(posting, company, {}) for posting in entries.postings]
    own = external_url(endpoint)
    feed = Feed(
        title=f"Open positions at {company.name}",
        company=company.name,
        home_url=external_url("postings.index"),
        url=own if page == 1 else f"{own}?page={page}",
        next_url=f"{own}?page={page + 1}" if entries.has_next else None,
        updated_at=max((posting.updated_at for posting in postings), default=now()),
        postings=postings,
    )
    return _response(write(feed), media_type)


def _response(content: bytes, media_type: str) -> Response:
    return Response(content, content_type=f"{media_type}; charset=utf-8")
