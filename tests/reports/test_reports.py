"""The reports: right figures, only one's own, for a fixed number of queries."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from flask import Flask

from careers.applications.equal_opportunity.models import EqualOpportunityCount, EqualOpportunityQuestion
from careers.applications.models import WITHDRAWN, Event
from careers.clock import frozen, now
from careers.postings.models import HIRING_MANAGER
from careers.reports.presenters import REPORTS
from tests.client import PageClient
from tests.factories import a_company, a_department, a_posting, a_user, an_application, save
from tests.page import Page
from tests.page_rules import words_of
from tests.reports.sent import NOON, PERIOD, hired, sent
from tests.staff import NewClient, asked, at_desk, count_of, on_team


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def rows_of(page: Page) -> dict[str, list[str]]:
    """The cells of the report's table by the name of the row."""
    rows = page.soup.select("tbody tr")
    return {words_of(row.th): [words_of(cell) for cell in row.select("td")] for row in rows}


def report(client: PageClient, name: str, **query: Any) -> Page:
    """A report of the period in which the tests' applications were sent."""
    with frozen(NOON + timedelta(days=14)):
        return client.visit(f"/hr/reports/{name}?{PERIOD}", query=query)


def test_the_funnel_counts_how_far_applications_came(client: PageClient) -> None:
    kitchen = a_department(slug="kitchen", name="Kitchen")
    cook, baker = a_posting(title="Cook", department_id=kitchen.id), a_posting(title="Baker")
    for stage in ("applied", "applied", "screen", "interview"):
        sent(cook, stage=stage)
    hired(cook, 5, source="Friends")
    sent(cook, stage="interview", decided=3)
    sent(baker, decided=1, disposition=WITHDRAWN)
    sent(baker, submitted_at=NOON - timedelta(days=300))
    at_desk(client, a_user("recruiter"))
    page = report(client, "funnel")
    assert rows_of(page) == {
        # applications, screen, interview and offer or further, hired, rejected, withdrawn, without an outcome, share
        "Cook": ["6", "4", "3", "1", "1", "1", "0", "4", "16.7%"],
        "Baker": ["1", "0", "0", "0", "0", "0", "1", "0", "0%"],
    }
    chart = page.soup.select_one("svg[role=img]")
    assert chart and "Interview" in words_of(chart) and "3 · 42.9%" in words_of(chart)
    assert list(rows_of(report(client, "funnel", by="department", department="kitchen"))) == ["Kitchen"]
    assert rows_of(report(client, "funnel", by="source"))["Friends"][0] == "1"
    assert list(rows_of(report(client, "funnel", posting=baker.id))) == ["Baker"]


def test_times_are_quartiles_by_nearest_rank(client: PageClient) -> None:
    cook, baker = a_posting(title="Cook"), a_posting(title="Baker")
    for days in (1, 2, 3, 4, 10):
        sent(cook, read=days / 2, decided=days)
    hired(cook, 20)
    sent(baker, read=7)
    sent(baker, decided=1, disposition=WITHDRAWN)
    at_desk(client, a_user("recruiter"))
    # Number and quartiles in days: until it was read, decided, and somebody was hired.
    assert rows_of(report(client, "times")) == {
        "Cook": ["6", "1", "1.5", "5", "6", "2", "3", "10", "1", "20", "20", "20"],
        "Baker": ["1", "7", "7", "7", "0", "–", "–", "–", "0", "–", "–", "–"],
    }


def test_promises_are_kept_broken_or_not_due_yet(client: PageClient) -> None:
    cook = a_posting(title="Cook")
    sent(cook, decided=10)
    sent(cook, decided=11)
    sent(cook)
    sent(cook, reply_due_at=NOON + timedelta(days=30))
    sent(cook, decided=12, disposition=WITHDRAWN)
    at_desk(client, a_user("recruiter"))
    assert rows_of(report(client, "promises")) == {"Cook": ["3", "1", "1", "1", "1", "33.3%"]}


def test_the_workload_names_what_waits_and_what_was_done(client: PageClient) -> None:
    posting, rita = a_posting(), a_user("recruiter", name="Rita")
    first, settled = sent(posting), sent(posting, decided=1)
    asked(rita, first)
    asked(rita, settled)
    for kind, days in (
        ("note_added", 1),
        ("stage_moved", 2),
        ("rejected", 3),
        ("tagged", 4),
        ("rejected", 90),
    ):
        at = NOON + timedelta(days=days)
        save(Event(application_id=first.id, kind=kind, at=at, actor_id=rita.id, actor_name="Rita"))
    at_desk(client, a_user("admin"))
    assert rows_of(report(client, "workload"))["Rita"] == ["1", "1", "1", "1", "4"]


def test_opening_an_application_is_its_first_review_once(new_client: NewClient) -> None:
    application = an_application(a_posting(title="Cook"), submitted_at=NOON, documents=[])
    for days in (2, 5):
        with frozen(NOON + timedelta(days=days)):
            client = at_desk(new_client(), a_user("recruiter"))
            client.visit(f"/hr/applications/{application.id}")
    last = at_desk(new_client(), a_user("recruiter"))
    assert rows_of(report(last, "times"))["Cook"][:4] == ["1", "2", "2", "2"]


def test_opening_an_application_after_its_decision_does_not_count_as_review(client: PageClient) -> None:
    sent(a_posting(title="Cook"), decided=2, read=20)
    at_desk(client, a_user("recruiter"))
    assert rows_of(report(client, "times"))["Cook"][:4] == ["1", "2", "2", "2"]


def test_equal_opportunity_figures_identify_nobody(new_client: NewClient) -> None:
    trees = save(EqualOpportunityQuestion(position=1, wording="Which tree are you?", choices="Oak\nElm"))
    own, other = a_posting(title="Cook"), a_posting(title="Baker")
    for posting, year, choice, given in (
        (own, 2025, "Oak", 13),
        (own, 2025, "Elm", 4),
        (other, 2025, "Elm", 4),
        (other, 2024, "Oak", 50),
        (own, 2026, "Oak", 70),
    ):
        save(
            EqualOpportunityCount(
                posting_id=posting.id, year=year, question_id=trees.id, choice=choice, answer_count=given
            )
        )

    def told(page: Page) -> dict[str, str]:
        cells = [[words_of(cell) for cell in row.select("th, td")] for row in page.soup.select("tbody tr")]
        return {f"{answer} {year}": figure for _, answer, year, figure in cells}

    def visit(client: PageClient, status: int = 200, file: str = "", **query: Any) -> Page:
        with frozen(NOON):
            return client.visit(f"/hr/reports/equal-opportunity{file}", query=query, status=status)

    recruiter = at_desk(new_client(), a_user("recruiter"))
    few = "fewer than 5"
    page, company = visit(recruiter), {"Oak 2025": "10", "Elm 2025": "5", "Prefer not to say 2025": few}
    assert told(page) == company and page.notices == []
    assert "Figures for 2026 will be available on 1 January 2027" in page.text
    assert told(visit(recruiter, year=2024))["Oak 2024"] == "50"
    # Neither the running year nor one posting has figures of its own.
    for asked_for in ({"year": 2026}, {"posting": own.id}, {"department": "x", "until": "2026-12-31"}):
        page = visit(recruiter, **asked_for)
        assert told(page) == company and len(page.notices) == 1
        file = visit(recruiter, file="/table.csv", **asked_for).body.decode("utf-8-sig")
        assert ",2025,10" in file and ",2026," not in file
    manager = at_desk(new_client(), on_team(a_user("hiring_manager"), own, HIRING_MANAGER))
    visit(manager, status=403)
    assert "Equal opportunity" not in report(manager, "funnel").links


COUNTING = [name for name in REPORTS if name != "equal-opportunity"]


@pytest.mark.parametrize("name", COUNTING)
def test_hiring_managers_see_only_their_postings_and_cannot_export(new_client: NewClient, name: str) -> None:
    own, other = a_posting(title="Cook"), a_posting(title="Baker")
    manager = on_team(a_user("hiring_manager", name="Own Manager"), own, HIRING_MANAGER)
    for posting in (own, other):
        one = hired(posting, 3, read=1)
        by = a_user("recruiter", name=f"Reviewer of {posting.title}")
        save(Event(application_id=one.id, kind="hired", at=NOON, actor_id=by.id, actor_name=by.name))
    client = at_desk(new_client(), manager)
    page = report(client, name)
    assert "Cook" in page.text and "Baker" not in page.text
    assert "Download as CSV" not in page.links
    assert rows_of(report(client, name, posting=other.id)) == {}
    client.visit(f"/hr/reports/{name}/table.csv", status=403)


@pytest.mark.parametrize("name", list(REPORTS))
def test_a_report_has_a_constant_number_of_queries(client: PageClient, name: str) -> None:
    at_desk(client, a_user("admin"))
    path = f"/hr/reports/{name}"
    hired(a_posting(), 3, read=1, submitted_at=now(), disposed_at=now())
    few = count_of(client, path)
    for _ in range(5):
        posting = a_posting()
        hired(posting, 3, read=1, submitted_at=now(), disposed_at=now())
        sent(posting, submitted_at=now())
    assert count_of(client, path) == few <= 18


def test_invalid_arguments_are_reported(client: PageClient) -> None:
    at_desk(client, a_user("admin"))
    query = {"since": "yesterday", "until": "0001-01-01", "by": "moon", "posting": "x", "department": "none"}
    assert len(client.visit("/hr/reports/funnel", query=query).notices) == 4
    assert client.visit("/hr/reports").h1 == "Funnel"
    client.visit("/hr/reports/nothing", status=404)


def test_the_table_is_a_file_with_all_its_rows(client: PageClient) -> None:
    for number in range(53):
        sent(a_posting(title=f"=Position {number}"))
    at_desk(client, a_user("recruiter"))
    page = report(client, "funnel")
    assert len(rows_of(page)) == 50 and "3 more rows are in the CSV file" in page.text
    answer = client.get(str(page.links["Download as CSV"]))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(answer.body.decode("utf-8-sig"), newline="")))
    assert len(rows) == 53 and rows[0]["Posting"].startswith("'=Position") and rows[0]["Applications"] == "1"
