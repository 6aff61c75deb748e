"""The page of a posting around its text: managers, criteria, hiring steps, history, and similar postings."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from careers.company.models import CompanyProfile, HiringStep
from careers.company.queries import hiring_steps
from careers.postings.card_presenters import Card, cards
from careers.postings.details_presenters import PostingDetails
from careers.postings.models import Posting, RoleOverview
from careers.postings.public.history_presenters import HistoryEntry, public_history
from careers.postings.queries import hiring_managers, similar_postings

SIMILAR = 3


@dataclass(frozen=True)
class PostingExtras:
    """The content of a posting's page around its text."""

    managers: list[str]
    criteria: list[tuple[str, str]]
    steps: Sequence[HiringStep]
    history: list[HistoryEntry]
    similar: list[Card]
    role: RoleOverview | None
    share_url: str


def posting_extras(posting: Posting, shown: PostingDetails, company: CompanyProfile) -> PostingExtras:
    """Return the content of the page around the posting's text. Its criteria and role must be loaded."""
    return PostingExtras(
        managers=_managers(posting) if posting.show_manager else [],
        criteria=[(criterion.name, _sentence(criterion.description)) for criterion in posting.criteria],
        steps=hiring_steps(),
        history=public_history(posting, company.time_zone),
        similar=cards(similar_postings(posting, SIMILAR)),
        role=posting.role,
        share_url=_mailto(shown),
    )


def _managers(posting: Posting) -> list[str]:
    """Return managers such as "Mara, Head of Engineering": first names, and titles if they have one."""
    people = [member.user for member in hiring_managers(posting.id)]
    return [", ".join(filter(None, (person.name.split()[0], person.title))) for person in people]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _mailto(shown: PostingDetails) -> str:
    subject = quote(f"{shown.title} at {shown.company}", safe="")
    body = quote(f"{shown.title}, {shown.places}\r\n{shown.address}\r\n", safe="")
    return f"mailto:?subject={subject}&body={body}"
