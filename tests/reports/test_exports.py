"""Lists as files: complete, streamed, and with nothing in them that a spreadsheet would compute."""

import csv
import tracemalloc
from io import StringIO

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select

from careers.accounts.models import User
from careers.accounts.services import SEEN_EVERY
from careers.applications.models import Application, Candidate
from careers.audit.models import AuditEntry
from careers.clock import frozen, now
from careers.database import db, transaction
from careers.desk.application_search.filters import filter_from
from careers.mail.services import queue_email
from careers.reports.csv_files import cell, pieces
from careers.reports.export_queries import application_rows
from tests.client import PageClient
from tests.factories import a_candidate, a_company, a_posting, a_user, an_application
from tests.staff import NewClient, at_desk

FORMULAS = ("=1+1", "+49 30 1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1")


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def file(client: PageClient, path: str) -> list[dict[str, str]]:
    """The rows of a file, as a spreadsheet reads them."""
    answer = client.get(path, status=200)
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.DictReader(StringIO(answer.body.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_formulas_are_written_as_text(text: str) -> None:
    assert cell(text) == f"'{text}" and cell(f" {text}") == f"' {text}"
    assert cell("a" + text) == "a" + text and cell(-1) == -1


def test_a_formula_does_not_begin_behind_a_semicolon_either() -> None:
    assert cell("Ann; =1+1") == "Ann; '=1+1" and cell("a; b;c") == "a; b;c"


def test_the_list_of_applications_is_a_file_with_the_same_filter(client: PageClient) -> None:
    cook, baker = a_posting(title="Cook"), a_posting(title="Baker")
    an_application(cook, name='=HYPERLINK("http://x.example")', phone="+1 555", email="a@people.example")
    an_application(cook, name='Quo"te, Ann\nLine', email="b@people.example")
    an_application(baker, name="Other")
    at_desk(client, a_user("recruiter"))
    page = client.visit(f"/hr/applications?posting={cook.id}")
    rows = file(client, page.links["Download as CSV"])
    assert [row["Name"] for row in rows] == ['Quo"te, Ann\nLine', '\'=HYPERLINK("http://x.example")']
    assert rows[1]["Phone"] == "'+1 555" and rows[1]["Posting"] == "Cook" and rows[1]["Stage"] == "New"
    assert len(file(client, "/hr/applications.csv?disposition=all")) == 3
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "exported applications")).all()
    assert entries[0].details == {"posting": str(cook.id)}


def test_an_export_continues_after_an_erased_application(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careers.reports.export_queries.BATCH", 2)
    posting, rita = a_posting(), a_user("recruiter")
    numbers = [an_application(posting).reference for _ in range(5)]
    rows = application_rows(rita, filter_from({}))
    found = [next(rows)[0], next(rows)[0]]
    with transaction():
        db.session.execute(delete(Application).where(Application.reference == found[-1]))
    assert found + [row[0] for row in rows] == numbers[::-1]


def test_the_list_of_postings_is_a_file(client: PageClient) -> None:
    an_application(a_posting(title="Cook"))
    a_posting(title="Draft", state="draft", base_salary_min=None, base_salary_max=None)
    at_desk(client, a_user("admin"))
    rows = file(client, client.visit("/hr/postings").links["Download as CSV"])
    assert [(row["Title"], row["Active applications"], row["Minimum pay"]) for row in rows] == [
        ("Draft", "0", ""),
        ("Cook", "1", "90000.0"),
    ]
    assert len(file(client, "/hr/postings.csv?state=draft")) == 1


def test_an_export_continues_while_the_session_is_updated(client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careers.reports.export_queries.BATCH", 1)
    for title in ("Cook", "Baker", "Guard"):
        an_application(a_posting(title=title))
    at_desk(client, a_user("recruiter"))
    for path in ("/hr/postings.csv", "/hr/applications.csv", "/hr/candidates.csv"):
        with frozen(now() + 2 * SEEN_EVERY):
            assert len(file(client, path)) == 3


def test_people_messages_and_the_record_are_files_too(client: PageClient) -> None:
    kept = an_application(a_posting(title="Cook"), name="Ann", future_roles_consent_at=now())
    an_application(a_posting(title="Baker"), candidate_id=kept.candidate_id, name="Ann")
    an_application(name="Other")
    with transaction():
        db.session.get_one(Candidate, kept.candidate_id).name = "=Ann"
        queue_email("application_links", to_name="", to_address="ann@people.example", context={})
    at_desk(client, a_user("admin"))
    (row,) = file(client, client.visit("/hr/candidates?kept=yes").links["Download as CSV"])
    assert (row["Name"], row["Applications"], row["Last posting"]) == ("'=Ann", "2", "Baker")
    assert len(file(client, "/hr/candidates.csv")) == 2
    (message,) = file(client, client.visit("/hr/mail?state=waiting").links["Download as CSV"])
    assert message["Email"] == "ann@people.example" and not file(client, "/hr/mail.csv?state=sent")
    rows = file(client, client.visit("/hr/audit").links["Download as CSV"])
    assert [row["Action"] for row in rows][:2] == ["exported audit log", "exported emails"]


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_only_recruiters_and_administrators_take_lists_along(new_client: NewClient, role: str) -> None:
    client = at_desk(new_client(), a_user(role))
    lists = ("applications", "postings", "candidates", "mail", "audit", "reports/funnel/table")
    for path in (f"/hr/{name}.csv" for name in lists):
        client.visit(path, status=403)
    assert "Download as CSV" not in client.visit("/hr/applications").links


def test_exports_use_constant_memory(app: Flask) -> None:
    posting, candidate, user = a_posting(), a_candidate(), a_user("recruiter")
    posting_id, candidate_id, user_id = posting.id, candidate.id, user.id
    given = {
        "posting_id": posting_id,
        "candidate_id": candidate_id,
        "name": "Anna Berg" * 20,
        "email": "a@b.example",
    }
    with transaction():
        db.session.execute(
            insert(Application),
            [
                given
                | {
                    "reference": f"R{number}",
                    "fingerprint": str(number),
                    "reply_due_at": now(),
                    "privacy_version": "1",
                }
                for number in range(6_000)
            ],
        )
    user = db.session.get_one(User, user_id)
    content, peaks, size = pieces(["Head"], application_rows(user, filter_from({}))), [], 0
    tracemalloc.start()
    for number, piece in enumerate(content):
        size += len(piece)
        if number in (2, 11):
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.reset_peak()
    tracemalloc.stop()
    assert size > 6_000 * 200 and peaks[1] < peaks[0] * 1.3
