"""What of the first page waits for one person in particular: scorecards that are asked for, and mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careers.accounts.models import User
from careers.clock import company_zone, last_day, now
from careers.desk.today.queries import Shown, shown_applications
from careers.formatting import format_date, format_datetime
from careers.pipeline.scores import queries as score_queries
from careers.pipeline.visibility.queries import visible_row_by_row
from careers.review.notes import mention_queries

MAX_ROWS, MAX_COUNTED = 20, 100


@dataclass(frozen=True)
class ShownCard:
    """An application whose scorecard is waited for."""

    id: int
    name: str
    posting: str
    answer_due: str
    is_overdue: bool


@dataclass(frozen=True)
class ShownMention:
    """A note that names the person, and the application on which it was written."""

    note_id: int
    who: str
    at: str
    application_id: int
    name: str
    posting: str


@dataclass(frozen=True)
class AssignedWork:
    """Scorecards that wait for this person, the longest first, and notes that name them; with how many there are.

    These are counted up to one more than ``MAX_COUNTED``; ``words_for`` says so.
    """

    cards: Sequence[ShownCard]
    cards_count: int
    mentions: Sequence[ShownMention]
    mentions_count: int

    @property
    def counts(self) -> tuple[str, str]:
        """The numbers of scorecards and of notes, in words."""
        return count_in_words(self.cards_count), count_in_words(self.mentions_count)

    @property
    def is_any(self) -> bool:
        """Whether anything waits."""
        return bool(self.cards or self.mentions)


@dataclass(frozen=True)
class AssignedIds:
    """The same as ids of applications and rows of notes, before the applications are loaded: of each up to one more
    than are counted."""

    cards: Sequence[int]
    mentions: Sequence[mention_queries.UnseenMention]

    @property
    def applications(self) -> list[int]:
        """The ids of the applications that are shown."""
        return [*self.cards[:MAX_ROWS], *(mention.application_id for mention in self.mentions[:MAX_ROWS])]


def assigned_work(user: User) -> AssignedWork:
    """What waits for this person."""
    found = assigned_ids(user)
    return shown_work(found, shown_applications(user, found.applications))


def assigned_ids(user: User, cards: Sequence[int] | None = None) -> AssignedIds:
    """What waits for this person, as ids; ``cards`` are those that wait for a card, where they are known already."""
    most = MAX_COUNTED + 1
    cards = score_queries.ids_awaiting_scorecard(user, most) if cards is None else cards[:most]
    return AssignedIds(cards, mention_queries.unseen_mentions(user, visible_row_by_row(user), most))


def shown_work(found: AssignedIds, applications: Mapping[int, Shown]) -> AssignedWork:
    """The same in words; whatever was erased meanwhile is left out."""
    zone, shown = company_zone(), found.cards[:MAX_ROWS]
    cards = [_card(applications[number], zone) for number in shown if number in applications]
    mentions = [
        _mention(mention, applications[mention.application_id], zone)
        for mention in found.mentions[:MAX_ROWS]
        if mention.application_id in applications
    ]
    return AssignedWork(cards, len(found.cards), mentions, len(found.mentions))


def count_in_words(count: int) -> str:
    """A number of things that are counted up to one more than ``MAX_COUNTED``."""
    return f"more than {MAX_COUNTED}" if count > MAX_COUNTED else str(count)


def _card(one: Shown, zone: str) -> ShownCard:
    due = one.reply_due_at
    return ShownCard(one.id, one.name, one.posting, format_date(last_day(due, zone)), due < now())


def _mention(one: mention_queries.UnseenMention, application: Shown, zone: str) -> ShownMention:
    return ShownMention(
        one.note_id,
        one.author_name,
        format_datetime(one.written_at, zone),
        application.id,
        application.name,
        application.posting,
    )
