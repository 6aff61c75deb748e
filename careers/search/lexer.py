"""Split a search as typed into words, phrases, parentheses, operators, signs, and field names."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_QUOTES = '"“”„«»＂'
_MARK = re.compile(
    rf"(?P<phrase>[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<closing>[{_QUOTES}]|$))"
    r"|(?P<open>[(（])|(?P<close>[)）])"
    r"|(?P<sign>(?<![^\s(（])[+-]+(?=[^\s)）]))"
    rf"|(?P<word>[^\s()（）{_QUOTES}]+)"
)
_FIELD = re.compile(r"([^\W\d_]+):")


class Mark(NamedTuple):
    """A lexical token. ``kind`` is phrase, open, close, AND, OR, NOT, word, or field."""

    kind: str
    text: str
    position: int
    is_whole: bool = True  # a phrase whose closing quotation mark is missing is not


def marks(text: str, fields: Mapping[str, str]) -> Iterator[Mark]:
    """Return the lexical tokens of ``text``; ``fields`` are the names allowed before a colon."""
    for match in _MARK.finditer(text):
        kind, found, position = str(match.lastgroup), match.group(), match.start()
        if match["phrase"]:
            yield Mark("phrase", match["quoted"], position, is_whole=bool(match["closing"]))
        elif match["sign"]:
            # "-x" excludes x; "+x" requires it, which is the default; longer runs, as in "--help", are ignored.
            if found == "-":
                yield Mark("NOT", found, position)
        elif match["word"]:
            yield from _word(found, position, fields)
        else:
            yield Mark(kind, found, position)


def unknown_field(mark: Mark, fields: Mapping[str, str]) -> str:
    """Return the name before a colon that is not a field, as in ``skills:python``; empty otherwise, and for URLs."""
    named = _FIELD.match(mark.text) if fields and mark.kind == "word" else None
    follows = mark.text[named.end() :] if named else ""
    return named[1] if named and follows and follows[0] not in "/\\:" else ""


def _word(text: str, position: int, fields: Mapping[str, str]) -> Iterator[Mark]:
    if text in ("AND", "OR", "NOT"):
        yield Mark(text, text, position)
        return
    named = _FIELD.match(text)
    if named and named[1].lower() in fields:
        yield Mark("field", fields[named[1].lower()], position)
        text, position = text[named.end() :], position + named.end()
    if text:
        yield Mark("word", text, position)
