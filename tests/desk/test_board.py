"""The board by stage, and finalists side by side."""

import pytest
from flask import Flask

from careers.clock import now
from careers.database import db
from careers.pipeline.scores.queries import criteria_of
from careers.pipeline.scores.scoring import Entry
from careers.postings.models import Posting, PostingCriterion
from careers.review.scorecards import services as score_services
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.page import Page
from tests.staff import NewClient, asked, at_desk, attempt, count_of, on_team


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def column(page: Page, stage: str) -> list[str]:
    """The names in a column."""
    return [link.get_text(strip=True) for link in page.soup.select(f'[data-stage="{stage}"] .card-name a')]


def board_path(posting: Posting) -> str:
    """Where the board is."""
    return f"/hr/postings/{posting.id}/board"


def test_a_card_moves_by_its_button_and_a_stale_move_is_refused(new_client: NewClient) -> None:
    posting = a_posting(title="Baker")
    application = an_application(posting, name="Anna Berg")
    an_application(posting, name="Gone", disposition="rejected", disposed_at=now())
    desk, other = (at_desk(new_client(), a_user("recruiter", name=name)) for name in ("Ines", "Otto"))
    stale = desk.visit(board_path(posting))
    assert column(stale, "applied") == ["Anna Berg"]
    page = other.visit(board_path(posting)).form(button="Move Anna Berg to → Screen").submit()
    assert "Anna Berg moved to Screen." in page.notices[0]
    assert (column(page, "applied"), column(page, "screen")) == ([], ["Anna Berg"])
    page = stale.form(button="Move Anna Berg to → Interview").submit(status=409)
    assert "Someone changed this after you opened it" in page.notices[0]
    assert "Moved from New to Screen, by Otto" in page.notices[0]
    assert column(page, "screen") == ["Anna Berg"]
    db.session.refresh(application)
    assert application.stage == "screen"


def test_a_move_needs_a_stage_an_application_of_the_posting_and_the_right(new_client: NewClient) -> None:
    posting, elsewhere = a_posting(), a_posting()
    mine, foreign = an_application(posting), an_application(elsewhere)
    manager = at_desk(new_client(), on_team(a_user("hiring_manager"), posting, "hiring_manager"))
    interviewer = on_team(a_user("interviewer"), posting, "interviewer")
    guest, path = at_desk(new_client(), asked(interviewer, mine)), board_path(posting)
    sent = {"application": mine.id, "version": 1, "target": "screen"}
    tried = [
        attempt(manager, "POST", path, {**sent, "target": "offer"}).status,
        attempt(manager, "POST", path, {**sent, "target": ""}).status,
        attempt(manager, "POST", path, {**sent, "application": foreign.id}).status,
        attempt(manager, "POST", path, {**sent, "application": "x"}).status,
        attempt(manager, "POST", board_path(elsewhere), {**sent, "application": foreign.id}).status,
        attempt(guest, "POST", path, sent).status,
    ]
    assert tried == [422, 422, 404, 404, 404, 403]
    assert attempt(manager, "POST", path, sent).status == 303
    an_application(posting, name="Not asked")
    assert column(guest.visit(path), "screen") == [mine.name]
    assert "Not asked" not in guest.visit(path).html
    guest.visit(board_path(elsewhere), status=404)


def test_columns_have_pages_and_a_full_board_needs_no_more_queries(
    client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careers.desk.board.queries.COLUMN_SIZE", 2)
    posting = a_posting()
    at_desk(client, a_user("admin"))
    names = [an_application(posting).name]
    few = count_of(client, board_path(posting))
    names += [an_application(posting, stage=stage).name for stage in ("applied", "applied", "screen", "offer")]
    assert count_of(client, board_path(posting)) == few <= 16
    page = client.visit(board_path(posting))
    assert column(page, "applied") == [names[2], names[1]]
    page = page.click("Older at New")
    assert (column(page, "applied"), column(page, "screen")) == ([names[0]], [names[3]])
    assert column(page.click("Newest at New"), "applied") == [names[2], names[1]]


def test_finalists_stand_side_by_side_by_the_rubric(new_client: NewClient) -> None:
    posting = a_posting(criteria=[PostingCriterion(position=0, name="Python", description="")])
    rows = [an_application(posting, stage="offer", name=name) for name in ("Ada", "Bo")]
    an_application(posting, stage="applied", name="Cy")
    ines, boss = a_user("recruiter", name="Ines"), a_user("admin")
    for row, value in zip(rows, (4, 2), strict=True):
        entry = Entry(criteria_of(posting.id)[0], value, "links", f"Saw {value}")
        score_services.submit_scorecard(row, [entry], recommendation="yes", citable=["links"], revision=0, by=ines)
        db.session.commit()
    asked(boss, rows[1])
    desk, other = at_desk(new_client(), ines), at_desk(new_client(), boss)
    page = desk.visit(board_path(posting)).form("/comparison").submit()
    assert [element.get_text(strip=True) for element in page.soup.select("thead a")] == ["Bo", "Ada", "Cy"]
    chosen = f"/hr/postings/{posting.id}/comparison?application={rows[0].id}&application={rows[1].id}"
    page = desk.visit(chosen)
    assert [element.get_text(strip=True) for element in page.soup.select("thead a")] == ["Ada", "Bo"]
    assert "Python 4.0 4 Ines Saw 4 2.0 2 Ines Saw 2" in page.text
    hidden = other.visit(chosen)
    assert "Saw 2" not in hidden.html and "Saw 4" in hidden.html
    assert "Score first: Bo" in hidden.links
    few = count_of(desk, chosen)
    many = "".join(f"&application={an_application(posting).id}" for _ in range(4))
    assert count_of(desk, chosen + many) == few
    assert "1 more were left out" in desk.visit(chosen + many).text
    foreign = an_application(name="Foreign")
    assert "Foreign" not in desk.visit(f"{chosen}&application={foreign.id}").text
