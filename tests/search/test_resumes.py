"""Applications are found by what is written about them, whichever way the servers take to it."""

import random
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from careers.applications.models import Application
from careers.database import db, transaction
from careers.desk.application_search.search_index import APPLICATION_TEXTS
from careers.search import plan
from careers.search.matching import matching
from careers.search.parser import parse
from careers.search.plan import planned, searched
from careers.search.query import Query
from careers.search.scan import holds
from careers.search.services import index_texts
from careers.search.tables import TextTable
from tests.factories import a_posting, an_application
from tests.search.independent import Asked, Reading, as_text, finds, read, searches, thrown_together

FIELDS = ("resume", "answers", "notes")
HIDDEN = "notes"
TABLE = APPLICATION_TEXTS


@pytest.fixture
def readings(app: Flask) -> dict[int, dict[str, Reading]]:
    """Forty applications with texts thrown together, indexed and committed; how each reads, by its id."""
    chance, posting, found = random.Random(11), a_posting(), {}  # noqa: S311
    for _ in range(40):
        number = an_application(posting, documents=[]).id
        texts = thrown_together(chance, FIELDS)
        with transaction():
            index_texts(TABLE, number, {name: as_text(chance, written) for name, written in texts.items()})
        found[number] = {name: read(written) for name, written in texts.items()}
    return found


def ways(query: Query, table: TextTable) -> Iterator[set[int]]:
    """What is found by every way that there is on this engine."""
    key = Application.id
    yield set(db.session.scalars(select(key).where(matching(query, table, key))))
    yield set(db.session.scalars(select(key).join(table.model, table.owner == key).where(holds(query, table))))
    # As if looking up, or reading, cost nothing; and where other words are read only of what is left at last.
    for changed in ({"FOUND": 0}, {"READ": 0}, {"FOUND": 0, "FEW_WORDS": 0}):
        with pytest.MonkeyPatch.context() as patch:
            for name, value in changed.items():
                patch.setattr(plan, name, value)
            one = planned(query, table, wanted=50)
            yield set(db.session.scalars(searched(select(key), query, one, table, key)))


@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=searches(*FIELDS))
def test_every_plan_finds_exactly_the_matches(readings: dict[int, dict[str, Reading]], asked: Asked) -> None:
    query = parse(asked.text, TABLE.field_names())
    expected = {number for number, reading in readings.items() if finds(asked, reading)}
    for found in ways(query, TABLE):
        assert found == expected
    # Whoever may not read the notes finds nothing by them, and is not told by what is left out either.
    if f"{HIDDEN}:" not in asked.text:
        unread = {number: {**reading, HIDDEN: Reading("", ())} for number, reading in readings.items()}
        expected = {number for number, reading in unread.items() if finds(asked, reading)}
        for found in ways(query, TABLE.without([HIDDEN])):
            assert found == expected


def test_rare_words_are_looked_up_and_common_ones_scanned(app: Flask, engine_kind: str) -> None:
    posting = a_posting()
    for number in range(30):
        application_id = an_application(posting, documents=[]).id
        with transaction():
            index_texts(TABLE, application_id, {"resume": f"python {'kafka' if number == 3 else 'java'}"})
    plans = {text: planned(parse(text), TABLE, wanted=5) for text in ("python", "python kafka", "-kafka")}
    looked_up = {text: plan and plan.looked_up and plan.looked_up[0].tokens for text, plan in plans.items()}
    expected = ("kafka",) if engine_kind == "mysql" else None
    assert looked_up == {"python": None, "python kafka": expected, "-kafka": None}
