"""What of the first page waits for one person in particular: scorecards that are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.accounts.models import User
from careers.review import score_queries
from careers.review.page import Head, head_of

MOST_ROWS = 20


@dataclass(frozen=True)
class OwnWork:
    """Applications that wait for this person's scorecard, the longest first, and how many there are."""

    cards: Sequence[Head]
    cards_count: int

    @property
    def is_any(self) -> bool:
        """Whether anything waits."""
        return bool(self.cards)


def own_work(user: User) -> OwnWork:
    """What waits for this person."""
    cards = score_queries.waiting_cards(user, MOST_ROWS)
    # Counted only where the list is full.
    count = len(cards) if len(cards) < MOST_ROWS else score_queries.waiting_cards_count(user)
    return OwnWork([head_of(one) for one in cards], count)
