"""Split text into tokens: words in the form in which they are compared, whatever their case, accents, or script.

``C++``, ``C#``, ``.NET``, and ``node.js`` keep their signs, one-letter words count, and scripts without spaces are
split into single characters and pairs, so that any part of such a text is a phrase of tokens.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# The servers' longest token has 84 characters; encoding (encoding.py) adds at most ten.
MAX_WORD_LENGTH = 70
MAX_FOREIGN_WORD_LENGTH = 19

# Thai, Lao, Burmese, Khmer, kana, bopomofo, Chinese characters, and Hangul.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
# A dot belongs to the following word in ".NET" and "node.js", but not in "Skills.Python", where a space is missing.
# Plus and number signs belong to the preceding word in "C++", "C#", and "A+", but not in "5+" and "fast+cheap".
_TOKEN = re.compile(
    r"(?:(?<![a-z0-9.])\.(?=[a-z])|(?<=[a-z0-9])\.(?=[a-z0-9]{1,4}(?![a-z0-9])))?"
    r"[a-z0-9]+"
    r"(?:(?<=[a-z])\+\+(?!\+)|(?<=[a-z])(?<![a-z0-9]{3})(?:#(?![a-z#])|\+(?![a-z0-9+])))?"
    rf"|[{UNSPACED}]+"
    rf"|[^\x00-\x7f{UNSPACED}]+"
)
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
# Latin letters that don't decompose into a plain letter and a mark.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_SIGNS = ".+#"
# Half-width katakana write voicing as a separate character.
_JOINED = "\uff9e\uff9f"
# No letter of any script has more combining marks.
MAX_MARKS = 8
Place = tuple[int, int]


class Token(NamedTuple):
    """A token and its position in the text."""

    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text`` in order, skipping punctuation, symbols, and emoji."""
    if text.isascii():
        yield from _plain_tokens(text)
        return
    folded, places = _folded(text)
    for match in _TOKEN.finditer(folded):
        for word, begin in _split(match.group(), match.start()):
            yield Token(_cut(word), places[begin][0], places[begin + len(word) - 1][1])


def token_texts(text: str) -> tuple[str, ...]:
    """Return only the texts of the tokens of ``text``."""
    return tuple(token.text for token in tokens(text))


def is_unspaced(token: str) -> bool:
    """Return whether the token is of a script without spaces, where any substring can be found."""
    return _IS_UNSPACED.match(token) is not None


def _plain_tokens(text: str) -> Iterator[Token]:
    # Most texts are plain ASCII, where every character folds to one in the same position.
    for match in _TOKEN.finditer(text.lower()):
        yield Token(_cut(match.group()), match.start(), match.end())


def _split(run: str, begin: int) -> Iterator[tuple[str, int]]:
    if not is_unspaced(run):
        yield run, begin
        return
    # 日本語 becomes 日 日本 本 本語 語: each part of the run, even a single character, is a phrase of adjacent tokens.
    for at in range(len(run)):
        yield run[at], begin + at
        if at + 1 < len(run):
            yield run[at : at + 2], begin + at


def _cut(word: str) -> str:
    if not word.isascii():
        return word[:MAX_FOREIGN_WORD_LENGTH]
    return word if len(word) <= MAX_WORD_LENGTH else word[:MAX_WORD_LENGTH].rstrip(_SIGNS)


def _folded(text: str) -> tuple[str, list[Place]]:
    """Return the folded text, and for each of its characters the position in ``text`` that it came from."""
    parts: list[str] = []
    places: list[Place] = []
    for start, cluster in _clusters(text):
        folded = cluster.lower() if cluster.isascii() else _fold(cluster)
        parts.append(folded)
        places.extend([(start, start + len(cluster))] * len(folded))
    return "".join(parts), places


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for at in range(1, len(text) + 1):
        is_mark = at < len(text) and (unicodedata.combining(text[at]) or text[at] in _JOINED)
        if is_mark and at - start < MAX_MARKS:
            continue
        yield start, text[start:at]
        start = at


@lru_cache(maxsize=8192)
def _fold(cluster: str) -> str:
    """Fold a character with its combining marks: normalize compatible forms, case, and Latin or Greek accents."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    return "".join(_kept(character) for character in text)


def _kept(character: str) -> str:
    kind = unicodedata.category(character)
    if character in _SIGNS:
        return character
    if kind == "Cf":  # soft hyphens and joiners stand inside words
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if kind[0] not in "LNM":
        return " "
    base = unicodedata.normalize("NFKD", character)[0]
    if base.isascii() or "\u0370" <= base <= "\u03ff":
        return base
    # A mark alone remains of an accent whose letter has no composed form with it.
    return "" if "\u0300" <= character <= "\u036f" else character.translate(_PLAIN)
