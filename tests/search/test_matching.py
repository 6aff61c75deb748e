"""Every engine finds what an independent reading of the search finds."""

import random

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from careers.database import db, transaction
from careers.postings.models import Posting
from careers.postings.search_index import POSTING_TEXTS
from careers.search.matching import matching, relevance
from careers.search.parser import parse
from careers.search.services import index_texts
from tests.factories import a_department
from tests.search.independent import Asked, Reading, as_text, finds, read, searches, thrown_together

FIELDS = ("title", "text")


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
            texts = thrown_together(chance, FIELDS)
            spelled = {field: as_text(chance, written) for field, written in texts.items()}
            index_texts(POSTING_TEXTS, posting.id, spelled)
            found[posting.id] = {field: read(ws) for field, ws in texts.items()}
    return found


@settings(
    max_examples=350,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=searches(*FIELDS))
def test_a_search_finds_exactly_its_matches(readings: dict[int, dict[str, Reading]], asked: Asked) -> None:
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


@pytest.mark.parametrize("text", ["x" * 5000, "日本" * 900, '"' + "a b " * 400 + '"', "abc* " * 60, "(" * 999 + "a"])
def test_the_largest_searches_are_answered(app: Flask, text: str) -> None:
    query = parse(text)
    assert db.session.scalars(select(Posting.id).where(matching(query, POSTING_TEXTS, Posting.id))).all() == []


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
