"""Text to tokens: the words of a text as they are compared, whatever their case, accents or script.

``C++``, ``C#``, ``.NET`` and ``node.js`` keep their signs, one-letter words count, and scripts that write without
spaces are cut into single characters and pairs, so that any part of such a text is a phrase of tokens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# The servers' longest token has 84 characters; encoding (encoding.py) adds at most ten of them.
MAX_WORD_LENGTH = 70
MAX_FOREIGN_WORD_LENGTH = 19

# Thai, Lao, Burmese, Khmer, kana, bopomofo, Chinese characters and Hangul.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
# A dot belongs to the word after it in ".NET" and "node.js", not in "Skills.Python", where a space was lost. Plus and
# number signs belong to the word before them in "C++", "C#" and "A+", not in "5+" and "fast+cheap".
_TOKEN = re.compile(
    r"(?:(?<![a-z0-9.])\.(?=[a-z])|(?<=[a-z0-9])\.(?=[a-z0-9]{1,4}(?![a-z0-9])))?"
    r"[a-z0-9]+"
    r"(?:(?<=[a-z])\+\+(?!\+)|(?<=[a-z])(?<![a-z0-9]{3})(?:#(?![a-z#])|\+(?![a-z0-9+])))?"
    rf"|[{UNSPACED}]+"
    rf"|[^\x00-\x7f{UNSPACED}]+"
)
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
# Latin letters that have no decomposition into a plain letter and a mark.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_SIGNS = ".+#"
# Half-width katakana write their voicing as a character of its own.
_JOINED = "\uff9e\uff9f"
# No letter of any script has more marks; a heap of a thousand is somebody's joke.
MAX_MARKS = 8
Place = tuple[int, int]


class Token(NamedTuple):
    """One token, and where it stands in the text that it was found in."""

    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text`` in order. Punctuation, symbols and emoji give none."""
    if text.isascii():
        yield from _plain_tokens(text)
        return
    folded, places = _folded(text)
    for match in _TOKEN.finditer(folded):
        for word, begin in _split(match.group(), match.start()):
            yield Token(_cut(word), places[begin][0], places[begin + len(word) - 1][1])


def token_texts(text: str) -> tuple[str, ...]:
    """Only what the tokens of ``text`` are."""
    return tuple(token.text for token in tokens(text))


def is_unspaced(token: str) -> bool:
    """Whether the token is of a script without spaces, where every part of a text is found, a beginning too."""
    return _IS_UNSPACED.match(token) is not None


def _plain_tokens(text: str) -> Iterator[Token]:
    # Most texts are plain ASCII, where every character is folded to one, at its own place.
    for match in _TOKEN.finditer(text.lower()):
        yield Token(_cut(match.group()), match.start(), match.end())


def _split(run: str, begin: int) -> Iterator[tuple[str, int]]:
    if not is_unspaced(run):
        yield run, begin
        return
    # 日本語 becomes 日 日本 本 本語 語: each part of the run, one character or more, is a phrase of neighbors.
    for at in range(len(run)):
        yield run[at], begin + at
        if at + 1 < len(run):
            yield run[at : at + 2], begin + at


def _cut(word: str) -> str:
    if not word.isascii():
        return word[:MAX_FOREIGN_WORD_LENGTH]
    return word if len(word) <= MAX_WORD_LENGTH else word[:MAX_WORD_LENGTH].rstrip(_SIGNS)


def _folded(text: str) -> tuple[str, list[Place]]:
    """The folded text, and for each of its characters where in ``text`` it comes from."""
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
    """One character with its marks: compatible forms made one, case and Latin or Greek accents taken away."""
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
    # A mark alone is what is left of an accent whose letter took it in no composed form.
    return "" if "\u0300" <= character <= "\u036f" else character.translate(_PLAIN)
