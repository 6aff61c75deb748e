"""What the workbench shows: the search, where it was not taken as typed, what it is made of, and how others say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from careers.accounts.models import User
from careers.postings.staff.queries import posting_for
from careers.review.finding.filters import ALL, Filter
from careers.review.finding.listing import Pointed, pointed
from careers.review.finding.queue import posting_choices
from careers.review.finding.search_index import APPLICATION_TEXTS
from careers.review.finding.sourcing import SECTIONS, Suggestion, suggestion
from careers.review.saved.pages import view_links
from careers.search.parser import parse
from careers.search.targets import Written, written_for_all


@dataclass(frozen=True)
class Bench:
    """The page. ``suggested`` is what the posting's words made, where nothing was typed."""

    q: str
    posting_id: int | None
    posting: str
    postings: Sequence[tuple[str, str]]
    suggested: Suggestion | None
    problems: Sequence[Pointed]
    written: Sequence[Written]
    kept: Sequence[tuple[str, Mapping[str, Any], bool]]
    own_query: Mapping[str, Any]
    asked: str


def bench_for(user: User, q: str, posting_id: int | None) -> Bench:
    """The workbench for a search, or for a posting where nothing was typed; 404 where the posting is not theirs."""
    posting = posting_for(user, posting_id) if posting_id else None
    suggested = None
    if posting and not q:
        suggested = suggestion(posting.title, {one.name: one.markdown for one in posting.sections})
        q = suggested.text
    query = parse(q, APPLICATION_TEXTS.field_names())
    own = Filter(posting=posting_id, disposition=ALL, q=q)
    return Bench(
        q=q,
        posting_id=posting_id,
        posting=posting.title if posting else "",
        postings=[(str(number), title) for number, title in posting_choices(user, posting_id)],
        suggested=suggested,
        problems=[pointed(q, problem) for problem in query.problems],
        written=written_for_all(query),
        kept=[link for link in view_links(user, own, posting_id) if link[1].get("q")] if posting else (),
        own_query=own.query,
        asked=urlencode(own.query),
    )


def sections_in(text: str) -> dict[str, str]:
    """A description without sections, as if all of it told what is needed."""
    return {SECTIONS[0]: text}
