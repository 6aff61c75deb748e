"""The words of a page as one value, and the lines by which two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

# Comparing more lines than that can take minutes; such texts are shown one after the other.
MAX_COMPARED = 400
SAME, OUT, PUT = "same", "out", "put"


class Worded(Protocol):
    """Whatever has the words of a page: the page itself, its draft, a version."""

    title: str
    lede: str
    body_markdown: str


@dataclass(frozen=True)
class Words:
    """Title, first paragraph, and the rest in Markdown."""

    title: str
    lede: str
    body_markdown: str


@dataclass(frozen=True)
class Line:
    """One line of a comparison: in both, taken out, or put in."""

    kind: str
    text: str


def words_of(source: Worded) -> Words:
    """The words of a page, a draft or a version."""
    return Words(source.title, source.lede, source.body_markdown)


def compared(old: Words | None, new: Words) -> list[Line]:
    """The lines of both, in order; those that differ say in which they stand. Without ``old`` all are put in."""
    before, after = _lines(old) if old else [], _lines(new)
    if max(len(before), len(after)) > MAX_COMPARED:
        return [Line(OUT, line) for line in before] + [Line(PUT, line) for line in after]
    lines: list[Line] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [Line(SAME, line) for line in before[i:j]]
        else:
            lines += [Line(OUT, line) for line in before[i:j]] + [Line(PUT, line) for line in after[k:m]]
    return lines


def _lines(words: Words) -> list[str]:
    text = f"{words.title}\n{words.lede}\n{words.body_markdown}"
    return [line.strip() for line in text.splitlines() if line.strip()]
