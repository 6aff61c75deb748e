"""The company's public pages."""

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
    """Show who the company is."""
    return _page("company")


@bp.get("/privacy")
@public
@public_page
def privacy() -> str:
    """Show the privacy notice for applicants."""
    return _page("privacy")


@bp.get("/accessibility")
@public
@public_page
def accessibility() -> str:
    """Show the accessibility statement."""
    return _page("accessibility")


@bp.get("/pages/<slug>")
@public
@public_page
def written_page(slug: str) -> Response | str:
    """Show a page without a route of its own."""
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
    """Show the company's benefits."""
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
    """Show the steps of the hiring process."""
    return render_template(
        "company/how_we_hire.html",
        page=_found("how-we-hire"),
        steps=queries.hiring_steps(),
        canonical_url=external_url("company.how_we_hire"),
    )


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """Tell crawlers what to leave alone, and where the sitemap is."""
    rules = "User-agent: *\nDisallow: /hr/\nDisallow: /applications/\nDisallow: /jobs/*/apply\nDisallow: /apply\n"
    return Response(f"{rules}\nSitemap: {current_settings().site_url}/sitemap.xml\n", mimetype="text/plain")


@bp.get("/.well-known/security.txt")
@public
@public_page
def security_txt() -> Response:
    """Return the contact for security reports (RFC 9116), from the company's profile."""
    email = queries.company_profile().email or abort(404)
    # Rounded to a day, so that the file changes once a day; section 2.5.5 allows at most a year.
    expires = (now() + SECURITY_TXT_IS_GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    fields = (
        ("Contact", f"mailto:{quote(email, safe='@+')}"),
        ("Expires", f"{expires:%Y-%m-%dT%H:%M:%SZ}"),
        ("Preferred-Languages", "en"),
        ("Canonical", external_url("company.security_txt")),
    )
    return Response("".join(f"{name}: {value}\n" for name, value in fields), mimetype="text/plain")


def _page(slug: str) -> str:
    return render_template("company/page.html", page=_found(slug), canonical_url=external_url(f"company.{slug}"))


def _found(slug: str) -> PageView:
    page = queries.page_by_slug(slug)
    if page is None:
        abort(404)
    return page_view(page)
