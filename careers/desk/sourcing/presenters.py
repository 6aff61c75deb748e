"""The sourcing search page: the search, problems in it, its groups, the first matches here, and other sites' syntax."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from careers.accounts.models import User
from careers.desk.application_list.presenters import SearchError, search_error
from careers.desk.application_search.excerpt_queries import Hit, hits_in
from careers.desk.application_search.filters import ALL, ApplicationFilter
from careers.desk.application_search.queries import MAX_COUNTED_IN_VIEW, QueuePage, queue_page
from careers.desk.application_search.search_index import APPLICATION_TEXTS
from careers.desk.saved_views.presenters import view_links
from careers.desk.sourcing.suggestions import SECTIONS, Suggestion, suggest_search
from careers.pipeline.summary.presenters import ApplicationSummary, summary_of
from careers.pipeline.visibility.posting_queries import posting_choices
from careers.postings.staff.queries import posting_for
from careers.search.parser import parse
from careers.search.query_timeout import SearchTooSlow
from careers.search.targets import Written, written_for_all

MAX_SHOWN = 5


@dataclass(frozen=True)
class FoundApplications:
    """The first matching applications with excerpts, and their number as text.

    ``too_slow`` says why nothing is known. ``leaves_out``: some applications can't be searched by this user.
    """

    count: str
    rows: Sequence[tuple[ApplicationSummary, Hit]] = ()
    leaves_out: bool = False
    too_slow: str = ""


@dataclass(frozen=True)
class SourcingSearch:
    """The page. ``suggested`` is the search made from the posting, if nothing was typed."""

    q: str
    posting_id: int | None
    posting: str
    postings: Sequence[tuple[str, str]]
    suggested: Suggestion | None
    problems: Sequence[SearchError]
    found: FoundApplications | None
    written: Sequence[Written]
    kept: Sequence[tuple[str, Mapping[str, Any], bool]]
    own_query: Mapping[str, Any]
    asked: str


def sourcing_search_for(user: User, q: str, posting_id: int | None) -> SourcingSearch:
    """Return the page for a search, or for a posting if nothing was typed; 404 if the user can't see the posting."""
    posting = posting_for(user, posting_id) if posting_id else None
    suggested = None
    if posting and not q:
        suggested = suggest_search(posting.title, {section.name: section.markdown for section in posting.sections})
        q = suggested.text
    query = parse(q, APPLICATION_TEXTS.field_names())
    own = ApplicationFilter(posting=posting_id, disposition=ALL, q=q, search=query)
    return SourcingSearch(
        q=q,
        posting_id=posting_id,
        posting=posting.title if posting else "",
        postings=[(str(number), title) for number, title in posting_choices(user, posting_id)],
        suggested=suggested,
        problems=[search_error(q, problem) for problem in query.problems],
        found=_found(user, own) if query.root else None,
        written=written_for_all(query),
        kept=[link for link in view_links(user, own, posting_id) if link[1].get("q")] if posting else (),
        own_query=own.query,
        asked=urlencode(own.query),
    )


def _found(user: User, own: ApplicationFilter) -> FoundApplications:
    # Read as far as it is counted, with the single statement of a list page.
    try:
        page = queue_page(user, own, size=MAX_COUNTED_IN_VIEW)
    except SearchTooSlow as error:
        return FoundApplications("", too_slow=str(error))
    first = page.applications[:MAX_SHOWN]
    hits = hits_in(first, own.search)
    rows = [(summary_of(application), hits[application.id]) for application in first]
    return FoundApplications(_counted(page), rows, leaves_out=page.leaves_out)


def _counted(page: QueuePage) -> str:
    number = len(page.applications)
    if page.is_cut:
        return f"At least {number} so far; the search continues in the list" if number else "No matches so far"
    if page.more:
        return f"More than {number} applications"
    return {0: "No matches", 1: "1 application"}.get(number, f"{number} applications")


def sections_in(text: str) -> dict[str, str]:
    """Return a description without sections as if all of it described requirements."""
    return {SECTIONS[0]: text}
