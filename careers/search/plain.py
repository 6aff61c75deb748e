"""Find terms in plain ASCII text without tokenizing it, where the result is certain to be the same."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from careers.search.query import Term
from careers.search.tokens import MAX_WORD_LENGTH

Span = tuple[int, int]
# They may belong to the adjacent word, as in ".NET" and "C++": then only tokenizing can tell.
_SIGNS = re.compile("[.+#]")


class _Unsure(Exception):
    """The match may be part of another word."""


def plain_spans(text: str, terms: Sequence[Term], most: int | None = None) -> list[Span] | None:
    """Return where the terms match in the text, the first ``most`` of each; None if only tokenizing can tell."""
    if not text.isascii():
        return None if terms else []
    lowered = text.lower()
    # In plain ASCII, a token occurs literally.
    near = [term for term in terms if all(word in lowered for word in term.tokens)]
    try:
        return [span for term in near for span in islice(_spans(lowered, term), most)]
    except _Unsure:
        return None


def _spans(lowered: str, term: Term) -> Iterator[Span]:
    pattern = _pattern(term)
    if pattern is None:
        raise _Unsure
    # A match starts with the first word, which a literal search finds faster.
    for match in pattern.finditer(lowered, lowered.find(term.tokens[0])):
        start, end = match.span()
        before = lowered[start - 1] if start else " "
        if before.isalnum():
            continue
        if before == "." or lowered[end : end + 1] in ("+", "#") or _SIGNS.search(lowered, start, end):
            raise _Unsure
        yield start, end


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str] | None:
    words = term.tokens
    if any(not word.isalnum() or len(word) >= MAX_WORD_LENGTH for word in words) or words[0] in words[1:]:
        return None
    end = "[a-z0-9]*" if term.is_prefix else "(?![a-z0-9])"
    # Anything but letters and digits may separate the words of a phrase.
    return re.compile("[^a-z0-9]+".join(map(re.escape, words)) + end)
