"""The differences between two versions of a page, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from careers.company.pages.models import PageContent

# Comparing more lines than this can take minutes; longer texts are shown one after the other.
MAX_COMPARED = 400
SAME, OUT, PUT = "same", "out", "put"


@dataclass(frozen=True)
class Line:
    """A line of a comparison: unchanged, removed, or added."""

    kind: str
    text: str


def compare_lines(old: PageContent | None, new: PageContent) -> list[Line]:
    """Return the lines of both in order, each marked as unchanged, removed, or added; all added without ``old``."""
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


def _lines(words: PageContent) -> list[str]:
    text = f"{words.title}\n{words.lede}\n{words.body_markdown}"
    return [line.strip() for line in text.splitlines() if line.strip()]
