"""Searches thrown together, texts to search in, and who reads them without knowing how the search is made."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

# What is written, and the words that it is for somebody who reads it.
WORDS = {
    "Python": ["python"],
    "python": ["python"],
    "Pythonic": ["pythonic"],
    "C++": ["c++"],
    "c#": ["c#"],
    "csh": ["csh"],
    "C": ["c"],
    ".NET": [".net"],
    "net": ["net"],
    "Node.js": ["node", ".js"],
    "node": ["node"],
    "Go": ["go"],
    "R": ["r"],
    "IT": ["it"],
    "the": ["the"],
    "machine": ["machine"],
    "Learning": ["learning"],
    "Café": ["cafe"],
    "cafe\u0301": ["cafe"],
    "Машина": ["машина"],
    "front-end": ["front", "end"],
}
UNSPACED = ("日本語", "本", "東京都", "京都", "日本")
SEPARATORS = (" ", " ", ", ", "\n", " – ", ". ", " (", ") ", ' "', " * ")


@dataclass(frozen=True)
class Reading:
    """A text as somebody reads it: its words, and its runs of characters without spaces."""

    words: str
    runs: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A search: how it is typed, and the rule that says what it finds."""

    text: str
    kind: str
    parts: tuple[Asked | str, ...]


def finds(asked: Asked, readings: dict[str, Reading]) -> bool:
    """The rule, read off the search's shape and the texts alone."""
    if asked.kind == "and":
        return all(finds(part, readings) for part in asked.parts if isinstance(part, Asked))
    if asked.kind == "or":
        return any(finds(part, readings) for part in asked.parts if isinstance(part, Asked))
    if asked.kind == "not":
        return not any(finds(part, readings) for part in asked.parts if isinstance(part, Asked))
    field, sought = str(asked.parts[0]), str(asked.parts[1])
    looked_in = [reading for name, reading in readings.items() if field in ("", name)]
    if asked.kind == "run":
        return any(sought in run for reading in looked_in for run in reading.runs)
    return any(f" {sought}{'' if asked.kind == 'beginning' else ' '}" in reading.words for reading in looked_in)


def leaves(names: tuple[str, ...]) -> st.SearchStrategy[Asked]:
    """One thing to look for, in all fields or one."""
    fields = st.sampled_from(("", "", "", *names))
    written = st.sampled_from(sorted(WORDS))
    long = written.map(lambda word: WORDS[word][0]).filter(lambda word: len(word) > 2 and word.isalpha())
    beginnings = long.flatmap(lambda word: st.integers(3, len(word)).map(lambda length: word[:length]))

    def typed(field: str, text: str) -> str:
        return f"{field}:{text}" if field else text

    return st.one_of(
        st.builds(lambda f, w: Asked(typed(f, w), "words", (f, " ".join(WORDS[w]))), fields, written),
        st.builds(
            lambda f, ws: Asked(typed(f, f'"{" ".join(ws)}"'), "words", (f, " ".join(" ".join(WORDS[w]) for w in ws))),
            fields,
            st.lists(written, min_size=2, max_size=3),
        ),
        st.builds(
            lambda f, b: Asked(typed(f, f"{b}*"), "beginning", (f, b)),
            fields,
            beginnings,
        ),
        st.builds(lambda f, r: Asked(typed(f, r), "run", (f, r)), fields, st.sampled_from(UNSPACED)),
    )


def joined(inner: st.SearchStrategy[Asked]) -> st.SearchStrategy[Asked]:
    """Searches made of smaller ones."""
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        st.builds(lambda ps: Asked(f"({' '.join(p.text for p in ps)})", "and", tuple(ps)), several),
        st.builds(lambda ps: Asked(f"({' AND '.join(p.text for p in ps)})", "and", tuple(ps)), several),
        st.builds(lambda ps: Asked(f"({' OR '.join(p.text for p in ps)})", "or", tuple(ps)), several),
        st.builds(lambda p: Asked(f"NOT {p.text}", "not", (p,)), inner),
        st.builds(lambda p: Asked(f"-({p.text})", "not", (p,)), inner),
    )


def searches(*names: str) -> st.SearchStrategy[Asked]:
    """Searches of every shape, in all fields or one of those named."""
    return st.recursive(leaves(names), joined, max_leaves=6)


def thrown_together(chance: random.Random, names: Iterable[str]) -> dict[str, list[str]]:
    """For each field up to seven written words."""
    return {name: [chance.choice((*WORDS, *UNSPACED)) for _ in range(chance.randint(0, 7))] for name in names}


def as_text(chance: random.Random, written: list[str]) -> str:
    """The words as a text, with this and that between them."""
    return "".join(word + chance.choice(SEPARATORS) for word in written)


def read(written: list[str]) -> Reading:
    """How a list of written words reads."""
    # A run ends a phrase as a word does.
    words = [token for word in written for token in WORDS.get(word, ["|"])]
    return Reading(f" {' '.join(words)} ", tuple(word for word in written if word in UNSPACED))
