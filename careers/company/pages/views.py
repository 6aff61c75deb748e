"""The company's public pages."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template, request

from careers.clock import now
from careers.company import queries
from careers.company.pages.presenters import PageView, footer_pages, page_path, page_view
from careers.config import current_settings
from careers.http.page_cache import public_page
from careers.http.urls import external_url
from careers.security import public

bp = Blueprint("company", __name__)
SECURITY_TXT_IS_GOOD_FOR = timedelta(days=180)


bp.add_app_template_global(footer_pages)


@bp.get("/company")
@public
@public_page
def company() -> str:
    """Who the company is."""
    return _page("company")


@bp.get("/privacy")
@public
@public_page
def privacy() -> str:
    """The privacy notice for applicants."""
    return _page("privacy")


@bp.get("/accessibility")
@public
@public_page
def accessibility() -> str:
    """What the site does for everybody to be able to use it."""
    return _page("accessibility")


@bp.get("/pages/<slug>")
@public
@public_page
def written_page(slug: str) -> Response | str:
    """A page that somebody wrote and gave an address."""
    if page_path(slug) != request.path:
        abort(404)
    return render_template(
        "company/page.html",
        page=_found(slug),
        canonical_url=external_url("company.written_page", slug=slug),
    )


@bp.get("/benefits")
@public
@public_page
def benefits() -> str:
    """What the company offers."""
    return render_template(
        "company/benefits.html",
        page=_found("benefits"),
        benefits=queries.benefits(),
        canonical_url=external_url("company.benefits"),
    )


@bp.get("/how-we-hire")
@public
@public_page
def how_we_hire() -> str:
    """The steps from applying to an answer."""
    return render_template(
        "company/how_we_hire.html",
        page=_found("how-we-hire"),
        steps=queries.hiring_steps(),
        canonical_url=external_url("company.how_we_hire"),
    )


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """What search engines should leave alone, and where the sitemap is."""
    rules = (
        "User-agent: *\nDisallow: /hr/\nDisallow: /applications/\nDisallow: /jobs/*/apply\nDisallow: /apply\n"
    )
    return Response(f"{rules}\nSitemap: {current_settings().site_url}/sitemap.xml\n", mimetype="text/plain")


@bp.get("/.well-known/security.txt")
@public
@public_page
def security_txt() -> Response:
    """Whom to tell of a weakness (RFC 9116), at the address in the company's profile."""
    email = queries.company_profile().email or abort(404)
    # A whole day, so that the file stays the same for one; at most a year away, says section 2.5.5.
    expires = (now() + SECURITY_TXT_IS_GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    fields = (
        ("Contact", f"mailto:{quote(email, safe='@+')}"),
        ("Expires", f"{expires:%Y-%m-%dT%H:%M:%SZ}"),
        ("Preferred-Languages", "en"),
        ("Canonical", external_url("company.security_txt")),
    )
    return Response("".join(f"{name}: {value}\n" for name, value in fields), mimetype="text/plain")


def _page(slug: str) -> str:
    return render_template(
        "company/page.html", page=_found(slug), canonical_url=external_url(f"company.{slug}")
    )


def _found(slug: str) -> PageView:
    page = queries.page_by_slug(slug)
    if page is None:
        abort(404)
    return page_view(page)
