"""Every engine finds what an independent reading of the search finds."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from careers.database import db, transaction
from careers.postings.models import Posting
from careers.postings.search_index import POSTING_TEXTS
from careers.search.matching import matching, relevance
from careers.search.parser import parse
from careers.search.services import index_texts
from tests.factories import a_department

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
FIELDS = ("title", "text")


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
    return any(
        f" {sought}{'' if asked.kind == 'beginning' else ' '}" in reading.words for reading in looked_in
    )


def leaves() -> st.SearchStrategy[Asked]:
    """One thing to look for, in all fields or one."""
    fields = st.sampled_from(("", "", "", *FIELDS))
    written = st.sampled_from(sorted(WORDS))
    long = written.map(lambda word: WORDS[word][0]).filter(lambda word: len(word) > 2 and word.isalpha())
    beginnings = long.flatmap(lambda word: st.integers(3, len(word)).map(lambda length: word[:length]))

    def typed(field: str, text: str) -> str:
        return f"{field}:{text}" if field else text

    return st.one_of(
        st.builds(lambda f, w: Asked(typed(f, w), "words", (f, " ".join(WORDS[w]))), fields, written),
        st.builds(
            lambda f, ws: Asked(
                typed(f, f'"{" ".join(ws)}"'), "words", (f, " ".join(" ".join(WORDS[w]) for w in ws))
            ),
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


SEARCHES = st.recursive(leaves(), joined, max_leaves=6)


@pytest.fixture
def readings(app: Flask) -> dict[int, dict[str, Reading]]:
    """Forty postings with texts thrown together, indexed and committed; how each reads, by its id."""
    chance = random.Random(7)  # noqa: S311
    department_id, found = a_department().id, {}
    with transaction():
        for _ in range(40):
            posting = Posting(title="T", slug="t", department_id=department_id)
            db.session.add(posting)
            db.session.flush()
            texts = {
                field: [chance.choice((*WORDS, *UNSPACED)) for _ in range(chance.randint(0, 7))]
                for field in FIELDS
            }
            index_texts(
                POSTING_TEXTS,
                posting.id,
                {field: "".join(w + chance.choice(SEPARATORS) for w in ws) for field, ws in texts.items()},
            )
            found[posting.id] = {field: read(ws) for field, ws in texts.items()}
    return found


def read(written: list[str]) -> Reading:
    """How a list of written words reads."""
    # A run ends a phrase as a word does.
    words = [one for word in written for one in WORDS.get(word, ["|"])]
    return Reading(f" {' '.join(words)} ", tuple(word for word in written if word in UNSPACED))


@settings(
    max_examples=350,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=SEARCHES)
def test_a_search_finds_exactly_what_it_says(readings: dict[int, dict[str, Reading]], asked: Asked) -> None:
    query = parse(asked.text, POSTING_TEXTS.field_names())
    expected = {number for number, reading in readings.items() if finds(asked, reading)}
    found = db.session.scalars(select(Posting.id).where(matching(query, POSTING_TEXTS, Posting.id)))
    assert set(found) == expected
    ranked = relevance(query, POSTING_TEXTS)
    if ranked is not None:
        assert set(db.session.scalars(select(ranked.c.owner_id))) == expected


def test_words_in_the_title_weigh_more_and_the_score_is_the_same_on_every_engine(app: Flask) -> None:
    department_id, ids = a_department().id, []
    with transaction():
        for texts in (
            {"text": "cook soup"},
            {"title": "cook", "text": "soup"},
            {"summary": "soup", "title": "cook"},
        ):
            posting = Posting(title="T", slug="t", department_id=department_id)
            db.session.add(posting)
            db.session.flush()
            index_texts(POSTING_TEXTS, posting.id, texts)
            ids.append(posting.id)
    ranked = relevance(parse("cook soup"), POSTING_TEXTS)
    assert ranked is not None
    scores = {row.owner_id: int(row.score) for row in db.session.execute(select(ranked))}
    assert [scores[number] for number in ids] == [2, 9, 11]


@pytest.mark.parametrize(
    "text", ["x" * 5000, "日本" * 900, '"' + "a b " * 400 + '"', "abc* " * 60, "(" * 999 + "a"]
)
def test_the_largest_searches_are_answered(app: Flask, text: str) -> None:
    query = parse(text)
    assert (
        db.session.scalars(select(Posting.id).where(matching(query, POSTING_TEXTS, Posting.id))).all() == []
    )


def test_the_longest_words_are_found(app: Flask) -> None:
    words = ("x" * 300, "ж" * 300, "a" * 69 + "++")
    with transaction():
        posting = Posting(title="T", slug="t", department_id=a_department().id)
        db.session.add(posting)
        db.session.flush()
        index_texts(POSTING_TEXTS, posting.id, {"text": " ".join(words)})
    for word in words:
        condition = matching(parse(word), POSTING_TEXTS, Posting.id)
        assert db.session.scalars(select(Posting.id).where(condition)).all() == [posting.id]
