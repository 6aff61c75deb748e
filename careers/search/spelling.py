"""Correct misspelled words of a search with words that occur in the data."""

from collections.abc import Iterable
from difflib import get_close_matches

from careers.search.tokens import tokens

MIN_LENGTH = 4  # characters; shorter words resemble too many others
CLOSE = 0.75  # difflib's ratio; one exchanged pair of letters in six gives 0.83
MAX_WORDS = 8


def respelled(text: str, known: Iterable[str]) -> str | None:
    """Return ``text`` with unknown words corrected to words of the ``known`` texts; None if nothing changes."""
    vocabulary = {token.text for known_text in known for token in tokens(known_text) if len(token.text) >= MIN_LENGTH}
    end, parts = 0, []
    for token in [token for token in tokens(text) if len(token.text) >= MIN_LENGTH][:MAX_WORDS]:
        if token.text not in vocabulary and (close := get_close_matches(token.text, vocabulary, 1, CLOSE)):
            parts += [text[end : token.start], close[0]]
            end = token.end
    return "".join([*parts, text[end:]]) if parts else None
