"""Highlight search terms in a text, and find an excerpt around them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from markupsafe import Markup, escape

from careers.search.query import Query, Term
from careers.search.tokens import MAX_WORD_LENGTH, Token, tokens

Span = tuple[int, int]
# They may belong to the adjacent word, as in ".NET" and "C++": then only tokenizing can tell.
_SIGNS = re.compile("[.+#]")
# How often a word is looked up literally before the whole text is tokenized.
MAX_LOOKS = 6


class _Unsure(Exception):
    """The match may be part of another word."""


def highlight(text: str, query: Query, field: str | None = None) -> Markup:
    """Return the text, escaped, with ``<mark>`` around matches.

    ``field`` is the name of the text's field; terms for other fields are not highlighted.
    """
    found = spans(text, query, field)
    if not found:
        return escape(text)
    parts: list[str] = []
    end = 0
    for start, stop in found:
        parts += [escape(text[end:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        end = stop
    # Every part is escaped, or written here.
    return Markup("".join([*parts, escape(text[end:])]))  # noqa: S704  # nosec B704


def excerpt(text: str, query: Query, field: str, *, around: int = 90) -> Markup | None:
    """Return a line around the first match in a long text, highlighted; None without a match.

    ``around``: characters before the match; twice as many follow it.
    """
    first = _first(text, _terms(query, field), around)
    if first is None:
        return None
    start, end = _begin(text, first[0] - around), _end(text, first[1] + 2 * around)
    line = highlight(" ".join(text[start:end].split()), query, field)
    # The line is already marked up; what surrounds it needs no escaping.
    return Markup(f"{'… ' if start else ''}{line}{' …' if end < len(text) else ''}")  # noqa: S704  # nosec B704


def spans(text: str, query: Query, field: str | None = None) -> list[Span]:
    """Return where the query's terms match in the text, in order and without overlaps."""
    terms = _terms(query, field)
    found = plain_spans(text, terms)
    if found is None:
        cut = list(tokens(text))
        found = [span for term in terms for span in _token_spans(cut, term)]
    merged: list[Span] = []
    for start, stop in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _terms(query: Query, field: str | None) -> list[Term]:
    return [term for term in query.terms() if term.field in (None, field)]


def _first(text: str, terms: Sequence[Term], around: int) -> Span | None:
    found = plain_spans(text, terms, most=1)
    if found is not None:
        return min(found, default=None)
    for begin, stop in _windows(text, terms, around):
        cut = list(tokens(text[begin:stop]))
        first = min((span for term in terms for span in _token_spans(cut, term)), default=None)
        if first:
            return begin + first[0], begin + first[1]
    return None


def _windows(text: str, terms: Sequence[Term], around: int) -> Iterator[Span]:
    """Yield parts of the text that may contain a match; the whole text if nothing faster is possible.

    Tokenizing is slow. In plain ASCII, a term can only match where its first word occurs literally.
    """
    if not text.isascii():
        yield 0, len(text)
        return
    lowered, places = text.lower(), set()
    for term in terms:
        word, at = term.tokens[0].strip(".+#"), -1
        for _ in range(MAX_LOOKS):
            at = lowered.find(word, at + 1)
            if at < 0:
                break
            places.add(at)
    for at in sorted(places):
        yield _begin(text, at - 2 * around), _end(text, at + 4 * around)
    if len(places) >= MAX_LOOKS:
        yield 0, len(text)


def _begin(text: str, at: int) -> int:
    # Not inside a word, unless the word is extremely long.
    return 0 if at <= 0 else next((place for place in range(at, at + 20) if text[place - 1].isspace()), at)


def _end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    return next((place for place in range(at, at - 20, -1) if text[place].isspace()), at)


def _token_spans(found: list[Token], term: Term) -> Iterator[Span]:
    length, texts = len(term.tokens), tuple(token.text for token in found)
    for at in range(len(found) - length + 1):
        here = texts[at : at + length]
        if here == term.tokens or (term.is_prefix and here[0].startswith(term.tokens[0])):
            yield found[at].start, max(token.end for token in found[at : at + length])


def plain_spans(text: str, terms: Sequence[Term], most: int | None = None) -> list[Span] | None:
    """Return where the terms match in the text, the first ``most`` of each; None if only tokenizing can tell."""
    if not text.isascii():
        return None if terms else []
    lowered = text.lower()
    # In plain ASCII, a token occurs literally.
    near = [term for term in terms if all(word in lowered for word in term.tokens)]
    try:
        return [span for term in near for span in islice(_literal_spans(lowered, term), most)]
    except _Unsure:
        return None


def _literal_spans(lowered: str, term: Term) -> Iterator[Span]:
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
