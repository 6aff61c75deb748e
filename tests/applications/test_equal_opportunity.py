"""Voluntary questions: counted, never kept with anybody, and shown Enter a number that name nobody."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import MetaData, select

from careers.applications.equal_opportunity.models import (
    DECLINED,
    EqualOpportunityCount,
    EqualOpportunityQuestion,
)
from careers.applications.equal_opportunity.queries import MIN_CELL, equal_figures, equal_years
from careers.applications.models import Draft
from careers.applications.quarantine.models import QuarantinedSubmission
from careers.applications.quarantine.services import RELEASE_DELAY
from careers.clock import frozen, now
from careers.database import db
from careers.postings.models import Posting
from careers.security import Role
from tests.at_once import at_once
from tests.client import PageClient
from tests.documents.samples import pdf
from tests.factories import a_posting, a_user, save
from tests.page import Form, Page
from tests.staff import at_desk

Fill = Callable[..., Form]
Send = Callable[[Form], Page]
CHOICES = ("Almond tree", "Birch tree")
SETTINGS = "/hr/settings/equal-opportunity"


@pytest.fixture
def question(app: Flask) -> EqualOpportunityQuestion:
    """A question that is asked, with answers that stand nowhere else."""
    return save(EqualOpportunityQuestion(position=1, wording="Which tree are you?", choices="\n".join(CHOICES)))


@pytest.fixture
def name(question: EqualOpportunityQuestion) -> str:
    """The form's field for it."""
    return f"equal_{question.id}"


def counts() -> dict[str, int]:
    """How often each answer was given."""
    db.session.rollback()
    return {row.choice: row.answer_count for row in db.session.scalars(select(EqualOpportunityCount))}


def everything_stored() -> str:
    """Every value in the database but the questions themselves and their counts, as text."""
    db.session.rollback()
    schema, found = MetaData(), []
    with closing(db.engine.connect()) as connection:
        schema.reflect(connection)
        for table in schema.tables.values():
            if table.name not in ("equal_opportunity_questions", "equal_opportunity_counts"):
                found += [str(tuple(row)) for row in connection.execute(select(table))]
    return "\n".join(found)


def test_an_answer_survives_errors_and_is_only_stored_as_a_count(filled: Fill, name: str, client: PageClient) -> None:
    page = filled(email="no", **{name: CHOICES[0]}).submit("Review and send", status=422)
    assert page.form().values[name] == CHOICES[0]
    assert CHOICES[0] not in everything_stored()
    page = page.form().fill(email="anna@people.example").submit("Save and continue")
    assert client.visit(page.path).form().values[name] == CHOICES[0]
    review = page.form().submit("Review and send")
    assert CHOICES[0] in review.text
    receipt = review.form().submit("Send application")
    review.form().submit("Send application")
    assert CHOICES[0] not in receipt.text and CHOICES[0] not in everything_stored()
    assert counts() == {CHOICES[0]: 1}
    assert db.session.scalars(select(Draft)).one().sealed is None


def test_sealed_answers_always_have_the_same_length(filled: Fill, name: str) -> None:
    for choice in ("", CHOICES[0], DECLINED):
        filled(**{name: choice}).submit("Save and continue")
    sealed = [draft.sealed for draft in db.session.scalars(select(Draft))]
    assert len(sealed) == 3 and len({len(text or "") for text in sealed}) == 1


def test_answers_are_optional_and_invalid_ones_are_ignored(
    filled: Fill, send: Send, client: PageClient, name: str
) -> None:
    send(filled())
    form = filled(email="other@people.example", cover_letter="Other")
    action = str(form.tag["action"])
    sent = form.values | {name: "x" * 5_000, "equal_999999": "y", "action": "review"}
    review = client.post(action, sent, status=200, referrer=action)
    review.form().submit("Send application")
    assert counts() == {}


def test_two_simultaneous_first_answers_are_both_counted(
    filled: Fill, name: str, new_client: Callable[[], PageClient]
) -> None:
    reviews = [
        filled(pdf(f"Person {number}"), email=f"p{number}@people.example", **{name: CHOICES[1]})
        .submit("Review and send")
        .form()
        for number in range(4)
    ]
    pages: list[Any] = at_once(*((lambda form=form: form.submit("Send application")) for form in reviews))
    assert [page.h1 for page in pages] == ["We received your application"] * 4
    assert counts() == {CHOICES[1]: 4}


def test_a_figure_tells_of_no_fewer_people_than_the_smallest_cell(
    posting: Posting, question: EqualOpportunityQuestion
) -> None:
    other, year = a_posting(), now().year - 1
    for where, choice, given in (
        (posting, CHOICES[0], MIN_CELL + 2),
        (posting, CHOICES[1], MIN_CELL - 2),
        (other, CHOICES[1], 1),
    ):
        save(
            EqualOpportunityCount(
                posting_id=where.id, year=year, question_id=question.id, choice=choice, answer_count=given
            )
        )
    shown = equal_figures(year)[0]
    assert [(figure.choice, figure.at_least) for figure in shown.figures] == [
        (CHOICES[0], 5),
        (CHOICES[1], None),
        (DECLINED, None),
    ]
    # 11 answered, 7 of them one thing: neither total nor difference may tell of the other 4.
    assert shown.answered == 10
    assert equal_figures(year - 1) == []


def test_figures_never_change_once_shown(filled: Fill, name: str, posting: Posting, send: Send) -> None:
    year, question_id = now().year, int(name.removeprefix("equal_"))
    for when in (year, year - 1):
        save(
            EqualOpportunityCount(
                posting_id=posting.id, year=when, question_id=question_id, choice=CHOICES[0], answer_count=4
            )
        )
    send(filled(**{name: CHOICES[0]}))
    assert equal_figures(year) == [] and equal_years() == [year - 1]
    assert equal_figures(year - 1)[0].answered is None


def test_what_leaves_quarantine_is_counted_in_the_year_of_its_release(
    filled: Fill, name: str, send: Send, new_client: Callable[[], PageClient], run_tasks: Callable[[], None]
) -> None:
    send(filled(leave_empty="Best pills", **{name: CHOICES[0]}))
    assert counts() == {}
    later = datetime(now().year + 1, 1, 2, 12, tzinfo=UTC)
    with frozen(later):
        held = db.session.scalars(select(QuarantinedSubmission)).one()
        desk = at_desk(new_client(), a_user(Role.RECRUITER))
        desk.visit(f"/hr/quarantine/{held.id}").form("/release").submit()
    with frozen(later + RELEASE_DELAY):
        run_tasks()
    assert counts() == {CHOICES[0]: 1}
    assert db.session.scalars(select(EqualOpportunityCount)).one().year == later.year


def test_an_administrator_switches_the_set_off_and_adds_to_it(
    client: PageClient,
    new_client: Callable[[], PageClient],
    question: EqualOpportunityQuestion,
    apply_path: str,
) -> None:
    desk = at_desk(new_client(), a_user(Role.ADMIN))
    page = desk.visit(SETTINGS)
    page = page.form(button="Add question").fill(wording="And your bird?", choices="Owl\nOwl").submit(status=422)
    assert "Each option must be different" in page.error_of("choices")
    page = page.form(button="Add question").fill(choices="Owl\nWren").submit()
    assert "Owl / Wren / Prefer not to say" in page.text
    assert {"Which tree are you?", "And your bird?"} <= set(_labels(client.visit(apply_path)))
    page = page.form(button="Stop asking: And your bird?").submit()
    assert "And your bird?" not in _labels(client.visit(apply_path))
    page.form("/none").submit()
    empty = client.visit(apply_path)
    assert not [name for name in empty.form().names if name.startswith("equal_")]
    assert "Voluntary" not in empty.text


def _labels(page: Page) -> list[str]:
    return [label.get_text().removesuffix(" (optional)") for label in page.soup.select("label")]
