"""Saved views as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from careers.accounts.models import User
from careers.company.stages.queries import all_stage_names
from careers.desk.application_search import queries
from careers.desk.application_search.filters import (
    NO_REVIEWER,
    SORTS,
    UNSCORED_BY_ME,
    ApplicationFilter,
    filter_from,
)
from careers.desk.saved_views.models import SavedView
from careers.desk.saved_views.queries import can_change, views_for
from careers.pipeline.assignments.queries import reviewer_names
from careers.pipeline.deadlines.queries import DEADLINES
from careers.pipeline.visibility.posting_queries import titles_of
from careers.review.tags.queries import tag_names_by_id

# Stands for a name that can't be shown.
DELETED_POSTING, DELETED_TAG = "A posting you can’t see or that was deleted", "A deleted tag"
DEPARTED_PERSON = "A deleted account"
# How many views are counted, and up to which number.
MAX_COUNTED_VIEWS = 20


@dataclass(frozen=True)
class ShownView:
    """A view: its name, its filter as text and as query arguments, and its owner."""

    id: int
    name: str
    query: Mapping[str, Any]
    words: str
    owner: str
    is_shared: bool
    can_change: bool
    count: str


@dataclass(frozen=True)
class Names:
    """The names of postings, tags, and people that filters refer to by id; deleted ones are missing."""

    postings: Mapping[int, str]
    tags: Mapping[int, str]
    people: Mapping[int, str]


def view_links(
    user: User, wanted: ApplicationFilter, posting_id: int | None = None
) -> list[tuple[str, Mapping[str, Any], bool]]:
    """Return each view with its name, its query, and whether it is the current filter."""
    filters = ((view.name, _filter(view)) for view in views_for(user, posting_id))
    return [(name, view_filter.query, view_filter.query == wanted.query) for name, view_filter in filters]


def shown_views(user: User) -> list[ShownView]:
    """Return the views that a user can open, with counts where counting is cheap: not for searches."""
    views = views_for(user)
    filters = {view.id: _filter(view) for view in views}
    names = _names(user, list(filters.values()))
    cheap = [view.id for view in views if not filters[view.id].q][:MAX_COUNTED_VIEWS]
    counts = dict(zip(cheap, queries.capped_counts(user, [filters[number] for number in cheap]), strict=True))
    return [
        ShownView(
            id=view.id,
            name=view.name,
            query=filters[view.id].query,
            words=describe_filter(filters[view.id], names),
            owner="you" if view.owner_id == user.id else view.owner.name,
            is_shared=view.is_shared,
            can_change=can_change(user, view),
            count=_count(counts.get(view.id)),
        )
        for view in views
    ]


def describe_filter(wanted: ApplicationFilter, names: Names) -> str:
    """Return the parts of a filter as text; archived and deleted ones are labeled."""
    parts: Sequence[str] = [
        f"“{wanted.q}”" if wanted.q else "",
        names.postings.get(wanted.posting, DELETED_POSTING.lower()) if wanted.posting else "",
        all_stage_names().get(wanted.stage, wanted.stage) if wanted.stage else "",
        wanted.disposition,
        f"source {wanted.source}" if wanted.source else "",
        f"from {wanted.since}" if wanted.since else "",
        f"until {wanted.until}" if wanted.until else "",
        f"score {wanted.score} or more" if wanted.score else "",
        f"{DEADLINES[wanted.due].lower()}" if wanted.due else "",
        "in closed postings" if wanted.posting_state else "",
        f"tagged {names.tags.get(wanted.tag, DELETED_TAG.lower())}" if wanted.tag else "",
        _reviewed(wanted.reviewer, names),
        SORTS[wanted.sort].lower(),
        "some filters no longer apply" if wanted.notices else "",
    ]
    return ", ".join(part for part in parts if part)


def _reviewed(reviewer: int | str | None, names: Names) -> str:
    if isinstance(reviewer, int):
        return f"reviewed by {names.people.get(reviewer, DEPARTED_PERSON.lower())}"
    return {UNSCORED_BY_ME: "waiting for your scorecard", NO_REVIEWER: "not assigned"}.get(reviewer or "", "")


def _names(user: User, filters: Sequence[ApplicationFilter]) -> Names:
    return Names(
        postings=dict(titles_of(user, [view_filter.posting for view_filter in filters if view_filter.posting])),
        tags=tag_names_by_id({view_filter.tag for view_filter in filters if view_filter.tag}),
        people=reviewer_names(
            {view_filter.reviewer for view_filter in filters if isinstance(view_filter.reviewer, int)}
        ),
    )


def _filter(view: SavedView) -> ApplicationFilter:
    # Parsed like a query string: arguments that a later version doesn't know are dropped.
    return filter_from({name: str(value) for name, value in view.filters.items()})


def _count(number: int | None) -> str:
    if number is None:
        return "–"
    return f"{queries.MAX_COUNTED_IN_VIEW}+" if number > queries.MAX_COUNTED_IN_VIEW else str(number)
