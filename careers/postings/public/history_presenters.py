"""A posting's public history as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from careers.clock import to_local
from careers.formatting import format_date
from careers.postings.history_services import CHANGED, CLOSED, FIELDS, PUBLISHED, REOPENED, TEXTS
from careers.postings.models import Posting, PostingChange
from careers.postings.queries import recent_changes

# How many changes a page shows, and how many lines of a rewritten text.
MAX_SHOWN, MAX_LINES = 40, 12
STEPS = {CLOSED: "Closed.", REOPENED: "Reopened."}


@dataclass(frozen=True)
class HistoryEntry:
    """An entry of the history: its date, a sentence, and the removed and added lines of a text."""

    day: str
    sentence: str
    removed: list[str]
    added: list[str]


def public_history(posting: Posting, zone: str) -> list[HistoryEntry]:
    """Return the public history of a published posting, the newest entry first, back to its opening."""
    entries = [_entry(change, zone) for change in recent_changes(posting, MAX_SHOWN) if change.kind != PUBLISHED]
    if posting.date_posted:
        entries.append(HistoryEntry(_day(posting.date_posted, zone), "Opened.", [], []))
    return entries


def _entry(change: PostingChange, zone: str) -> HistoryEntry:
    day = _day(change.at, zone)
    if change.kind != CHANGED:
        return HistoryEntry(day, STEPS[change.kind], [], [])
    if change.field in FIELDS:
        sentence = f"{FIELDS[change.field]} changed from “{change.before}” to “{change.after}”."
        return HistoryEntry(day, sentence, [], [])
    sentence = f"“{TEXTS.get(change.field, change.field)}” was rewritten."
    return HistoryEntry(day, sentence, _shown(change.before), _shown(change.after))


def _shown(text: str) -> list[str]:
    lines = text.splitlines()
    more = len(lines) - MAX_LINES
    return lines[:MAX_LINES] + ([f"and {more} more {'line' if more == 1 else 'lines'}"] if more > 0 else [])


def _day(instant: datetime, zone: str) -> str:
    return format_date(to_local(instant, zone))
