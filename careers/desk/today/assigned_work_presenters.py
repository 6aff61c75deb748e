"""The user's own work on Today: scorecards to submit, and mentions."""

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
    """An application that waits for the user's scorecard."""

    id: int
    name: str
    posting: str
    answer_due: str
    is_overdue: bool


@dataclass(frozen=True)
class ShownMention:
    """A note that mentions the user, and its application."""

    note_id: int
    who: str
    at: str
    application_id: int
    name: str
    posting: str


@dataclass(frozen=True)
class AssignedWork:
    """The user's missing scorecards, the longest waiting first, and unread mentions, with their numbers.

    Counted up to one more than ``MAX_COUNTED``; see ``counts``.
    """

    cards: Sequence[ShownCard]
    cards_count: int
    mentions: Sequence[ShownMention]
    mentions_count: int

    @property
    def counts(self) -> tuple[str, str]:
        """Return the numbers of scorecards and mentions as text."""
        return count_in_words(self.cards_count), count_in_words(self.mentions_count)

    @property
    def is_any(self) -> bool:
        """Return whether anything waits."""
        return bool(self.cards or self.mentions)


@dataclass(frozen=True)
class AssignedIds:
    """The same as ids, before the applications are loaded; of each, up to one more than is counted."""

    cards: Sequence[int]
    mentions: Sequence[mention_queries.UnseenMention]

    @property
    def applications(self) -> list[int]:
        """Return the ids of the applications that are shown."""
        return [*self.cards[:MAX_ROWS], *(mention.application_id for mention in self.mentions[:MAX_ROWS])]


def assigned_work(user: User) -> AssignedWork:
    """Return what waits for the user."""
    found = assigned_ids(user)
    return shown_work(found, shown_applications(user, found.applications))


def assigned_ids(user: User, cards: Sequence[int] | None = None) -> AssignedIds:
    """Return what waits for the user as ids; ``cards`` are the missing scorecards, if already known."""
    most = MAX_COUNTED + 1
    cards = score_queries.ids_awaiting_scorecard(user, most) if cards is None else cards[:most]
    return AssignedIds(cards, mention_queries.unseen_mentions(user, visible_row_by_row(user), most))


def shown_work(found: AssignedIds, applications: Mapping[int, Shown]) -> AssignedWork:
    """Return the rows to show; applications erased in the meantime are left out."""
    zone, shown = company_zone(), found.cards[:MAX_ROWS]
    cards = [_card(applications[number], zone) for number in shown if number in applications]
    mentions = [
        _mention(mention, applications[mention.application_id], zone)
        for mention in found.mentions[:MAX_ROWS]
        if mention.application_id in applications
    ]
    return AssignedWork(cards, len(found.cards), mentions, len(found.mentions))


def count_in_words(count: int) -> str:
    """Return a number that was counted up to one more than ``MAX_COUNTED``, as text."""
    return f"more than {MAX_COUNTED}" if count > MAX_COUNTED else str(count)


def _card(shown: Shown, zone: str) -> ShownCard:
    due = shown.reply_due_at
    return ShownCard(shown.id, shown.name, shown.posting, format_date(last_day(due, zone)), due < now())


def _mention(mention: mention_queries.UnseenMention, application: Shown, zone: str) -> ShownMention:
    return ShownMention(
        mention.note_id,
        mention.author_name,
        format_datetime(mention.written_at, zone),
        application.id,
        application.name,
        application.posting,
    )
