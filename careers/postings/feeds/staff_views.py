"""The settings page that compares the postings with our feeds and structured data."""

from flask import Blueprint, render_template, url_for

from careers.company.queries import company_profile
from careers.http.arguments import id_argument
from careers.postings.details_presenters import posting_details
from careers.postings.feeds import queries as feed_queries
from careers.postings.feeds.crawl_queries import read_feeds
from careers.postings.feeds.drift_presenters import feed_report
from careers.security import Permission, requires

bp = Blueprint("feed_check", __name__, url_prefix="/hr/settings/feeds")


@bp.get("")
@requires(Permission.MANAGE_SITE)
def index() -> str:
    """Show a page of open postings, newest first, with their differences and missing data."""
    before = id_argument("before")
    page = feed_queries.postings_to_check(before)
    company, feeds = company_profile(), read_feeds()
    reports = [feed_report(posting_details(posting, company), feeds) for posting in page.postings]
    return render_template(
        "postings/feed_check.html",
        reports=reports,
        differing=sum(bool(report.differences) for report in reports),
        addresses=["/feeds/jobs.atom", "/feeds/jobs.json", "/feeds/indeed.xml", "/sitemap.xml"],
        newest_url=url_for(".index") if before else None,
        older_url=url_for(".index", before=page.postings[-1].id) if page.has_next else None,
    )
