"""Postings as cards, for lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from careers.company.queries import company_profile
from careers.postings import presenters
from careers.postings.models import Posting
from careers.postings.urls import posting_path
from careers.search.highlight import highlight
from careers.search.query import Query


@dataclass(frozen=True)
class Card:
    """A posting in a list. ``title`` and ``excerpt`` may contain highlighted search terms."""

    title: str
    url: str
    department: str
    places: str
    pay: str | None
    employment: str
    workplace: str
    closes: str
    excerpt: Markup | None


def cards(postings: Sequence[Posting], query: Query | None = None) -> list[Card]:
    """Return the postings as cards; with a query, they have summaries, and its terms are highlighted."""
    zone = company_profile().time_zone
    return [_card(posting, zone, query) for posting in postings]


def _card(posting: Posting, zone: str, query: Query | None) -> Card:
    return Card(
        title=highlight(posting.title, query, "title") if query else posting.title,
        url=posting_path(posting),
        department=posting.department.name,
        places=presenters.places(posting, short=True),
        pay=presenters.pay(posting),
        employment=presenters.employment(posting),
        workplace=presenters.workplace(posting),
        closes=presenters.closes(posting, zone, short=True),
        excerpt=highlight(posting.summary, query, "summary") if query and posting.summary else None,
    )
