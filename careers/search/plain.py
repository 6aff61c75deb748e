"""Finding terms in plain ASCII without cutting it into tokens, where that is certain to give the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from careers.search.query import Term
from careers.search.tokens import MAX_WORD_LENGTH

Span = tuple[int, int]
# They may belong to the word beside them, as in ".NET" and "C++": there only tokens tell.
_SIGNS = re.compile("[.+#]")


class _Unsure(Exception):
    """What stands here may be another word."""


def plain_spans(text: str, terms: Sequence[Term], most: int | None = None) -> list[Span] | None:
    """Where the terms stand in the text, of each the first ``most``; None where only its tokens tell."""
    if not text.isascii():
        return None if terms else []
    lowered = text.lower()
    # A token of plain ASCII stands in it as it is.
    near = [term for term in terms if all(word in lowered for word in term.tokens)]
    try:
        return [span for term in near for span in islice(_spans(lowered, term), most)]
    except _Unsure:
        return None


def _spans(lowered: str, term: Term) -> Iterator[Span]:
    pattern = _pattern(term)
    if pattern is None:
        raise _Unsure
    # It begins with its first word, which is found faster as it is.
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
    # Whatever is no letter and no digit may stand between the words of a phrase.
    return re.compile("[^a-z0-9]+".join(map(re.escape, words)) + end)
