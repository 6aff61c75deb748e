"""What of the first page waits for one person in particular: scorecards that are asked for, and mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from careers.accounts.models import User
from careers.postings.staff.pages import instant
from careers.review.finding.queue import active_for
from careers.review.mentions import queries as mention_queries
from careers.review.page import Head, head_of
from careers.review.scorecards import queries as score_queries
from careers.review.veil.pages import shown_name
from careers.security import Role

MOST_ROWS, MOST_COUNTED = 20, 100


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
class OwnWork:
    """Scorecards that wait for this person, the longest first, and notes that name them; with how many there are.

    These are counted up to one more than ``MOST_COUNTED``; ``words_for`` says so.
    """

    cards: Sequence[Head]
    cards_count: int
    mentions: Sequence[ShownMention]
    mentions_count: int

    @property
    def counts(self) -> tuple[str, str]:
        """The numbers of scorecards and of notes, in words."""
        return words_for(self.cards_count), words_for(self.mentions_count)

    @property
    def is_any(self) -> bool:
        """Whether anything waits."""
        return bool(self.cards or self.mentions)


def own_work(user: User, seen: ColumnElement[bool] | None = None) -> OwnWork:
    """What waits for this person; ``seen`` is ``active_for`` them, where the page has asked for it already."""
    if seen is None or user.role != Role.INTERVIEWER:
        # What waits leaves few, except of interviewers, who see nothing else.
        seen = active_for(user, by_row=True)
    cards = score_queries.waiting_cards(user, seen, MOST_ROWS)
    # Counted only where the list is full, and not without an end.
    most = MOST_COUNTED + 1
    count = len(cards) if len(cards) < MOST_ROWS else score_queries.waiting_cards_count(user, seen, most)
    notes = mention_queries.unseen_mentions(user, MOST_ROWS)
    mentions = [
        ShownMention(
            note.id,
            note.author_name,
            instant(note.created_at),
            application.id,
            shown_name(application),
            application.posting.title,
        )
        for note, application in notes
    ]
    named = len(notes) if len(notes) < MOST_ROWS else mention_queries.unseen_count(user, most)
    return OwnWork([head_of(one) for one in cards], count, mentions, named)


def words_for(count: int) -> str:
    """A number of things that are counted up to one more than ``MOST_COUNTED``."""
    return f"more than {MOST_COUNTED}" if count > MOST_COUNTED else str(count)
