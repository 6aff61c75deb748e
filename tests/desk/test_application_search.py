"""Finding applications by what is written in and about them."""

import inspect
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from secrets import token_hex
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from careers.applications import access_paths
from careers.applications.models import Application
from careers.clock import now
from careers.database import db, transaction
from careers.desk.application_search.search_index import APPLICATIONS_INDEX, ApplicationSearch
from careers.documents.storage import current_storage
from careers.postings.models import HIRING_MANAGER
from careers.privacy.erasure_services import erase_applications
from careers.review.interviews.models import Interview
from careers.tasks import enqueue
from tests.client import PageClient
from tests.factories import a_company, a_document, a_posting, a_user, an_application
from tests.page import Page
from tests.staff import NewClient, at_desk, count_of, on_team

LIST = "/hr/applications"


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company(time_zone="America/Los_Angeles")


@pytest.fixture
def desk(client: PageClient) -> PageClient:
    """A recruiter's browser."""
    return at_desk(client, a_user("recruiter"))


def somebody(name: str, resume: str = "", **values: Any) -> Application:
    """An application that can be found."""
    application = an_application(name=name, documents=[a_document(text=resume, storage_key=token_hex(16))], **values)
    indexed(application)
    return application


def indexed(*applications: Application) -> None:
    """Index and commit, as the task does."""
    with transaction():
        APPLICATIONS_INDEX.write([application.id for application in applications])


def names_on(page: Page) -> list[str]:
    """Who is listed, in order."""
    return [element.get_text(strip=True) for element in page.soup.select("tbody th a")]


def test_a_boolean_search_covers_resumes_answers_and_fields_and_highlights_words(
    desk: PageClient,
) -> None:
    somebody("Ana Ruiz", "Ten years of C++ and machine learning at a bank.")
    somebody("Bo Lind", "Machine operator. C# at night.", project_description="Learning by doing")
    somebody("Cy Orr", "Java", links="https://code.example/cy")
    page = desk.visit(LIST, query={"q": '("machine learning" OR links:cy) -name:bo'})
    assert names_on(page) == ["Cy Orr", "Ana Ruiz"]
    lines = [element.get_text(" ", strip=True) for element in page.soup.select("tr.hit td")]
    assert lines == [
        "Links: https://code.example/ cy",
        "Resume: Ten years of C++ and machine learning at a bank.",
    ]
    assert names_on(desk.visit(LIST, query={"q": "c++"})) == ["Ana Ruiz"]
    # The queue beside an application is the same one.
    beside = desk.visit(page.resolve(page.links["Ana Ruiz"])).soup.select(".queue a")
    assert [element.get_text(strip=True) for element in beside] == ["Cy Orr", "Ana Ruiz"]


def test_what_is_written_is_found_once_the_worker_has_been(desk: PageClient, run_tasks: Callable[[], None]) -> None:
    staged = current_storage().stage(BytesIO(b"Bakes bread in Cusco"), 1_000)
    file = {"storage_key": staged.key, "display_name": "ana.txt", "media_type": "text/plain"}
    document = a_document(**file, size=staged.size, sha256=staged.sha256, text_state="waiting")
    application = an_application(name="Ana Ruiz", documents=[document])
    with transaction():
        enqueue("read_document", {"document_id": document.id})
    run_tasks()
    assert names_on(desk.visit(LIST, query={"q": "resume:bread"})) == ["Ana Ruiz"]
    desk.visit(f"{LIST}/{application.id}").form("/notes").fill(body="Speaks Quechua").submit()
    assert names_on(desk.visit(LIST, query={"q": "quechua"})) == []
    run_tasks()
    page = desk.visit(LIST, query={"q": "notes:quechua resume:bread"})
    assert names_on(page) == ["Ana Ruiz"]
    with transaction():
        erase_applications([application.id], by="test", storage=current_storage())
    assert names_on(desk.visit(LIST, query={"q": "bread"})) == []
    assert db.session.scalar(select(func.count()).select_from(ApplicationSearch)) == 0


def test_people_find_only_applications_that_are_theirs_to_see(new_client: NewClient) -> None:
    own, foreign = a_posting(), a_posting()
    manager = on_team(a_user("hiring_manager"), own, HIRING_MANAGER)
    for posting, name in ((own, "Ana Ruiz"), (foreign, "Bo Lind")):
        indexed(an_application(posting, name=name, documents=[], cover_letter="I bake."))
    assert names_on(at_desk(new_client(), manager).visit(LIST, query={"q": "bake"})) == ["Ana Ruiz"]
    stranger = at_desk(new_client(), a_user("interviewer"))
    assert names_on(stranger.visit(LIST, query={"q": "bake"})) == []
    assert "Nothing to review yet" in stranger.visit(LIST).text


def test_problems_in_a_search_are_shown_and_the_rest_is_searched(desk: PageClient) -> None:
    somebody("Ana Ruiz", "bread")
    page = desk.visit(LIST, query={"q": 'bread AND ("rolls'})
    told = [element.get_text(" ", strip=True) for element in page.soup.select(".pointed li")]
    assert told == [
        ('Character 11: This parenthesis is never closed; it was treated as closing at the end. bread AND ( "rolls'),
        ('Character 12: This quotation mark is never closed; the phrase ends with the search. bread AND ( " rolls'),
    ]
    many = desk.visit(LIST, query={"q": " OR ".join(f"w{number}" for number in range(500)) + " bread"})
    assert "Only the first 40 terms were used." in many.text
    nothing = desk.visit(LIST, query={"q": "!!!"})
    assert "no letters or digits" in nothing.text and names_on(nothing) == ["Ana Ruiz"]


def test_the_application_page_shows_the_position_in_the_queue(desk: PageClient) -> None:
    posting = a_posting(title="Baker")
    for _ in range(30):
        indexed(an_application(posting, documents=[], stage="screen", cover_letter="Bread"))
    an_application(documents=[], stage="screen")
    for _ in range(105):
        an_application(posting, documents=[])

    def standing(number: int, **query: Any) -> str:
        found = desk.visit(f"{LIST}/{number}", query=query).soup.select_one(".standing")
        return found.get_text() if found else ""

    ids = sorted(db.session.scalars(select(Application.id)))
    assert standing(ids[20]) == "20 after this, more than 99 before"
    assert standing(ids[20], stage="screen") == "20 after this, 10 before"
    assert standing(ids[-1], posting=posting.id, sort="oldest") == "None after this, more than 99 before"
    assert standing(ids[4], sort="due", stage="offer") == ""
    # Of words no more is looked for than the neighbors that are shown.
    assert standing(ids[14], q="bread") == "12 or more after this, 12 or more before"


def test_filters_narrow_orders_sort_and_what_is_unknown_is_named(desk: PageClient, new_client: NewClient) -> None:
    baker = a_posting(title="Baker")
    old = now() - timedelta(days=40)
    an_application(baker, name="Cy", source="job fair", submitted_at=old, reply_due_at=now())
    an_application(baker, name="Ana", stage="interview", reply_due_at=now() + timedelta(days=9))
    an_application(name="Bo", reply_due_at=now() + timedelta(days=1))
    for query, names in (
        ({}, ["Bo", "Ana", "Cy"]),
        ({"sort": "oldest"}, ["Cy", "Ana", "Bo"]),
        ({"sort": "name"}, ["Ana", "Bo", "Cy"]),
        ({"sort": "due"}, ["Cy", "Bo", "Ana"]),
        ({"posting": baker.id, "sort": "name"}, ["Ana", "Cy"]),
        ({"source": "job fair"}, ["Cy"]),
        ({"due": "late"}, ["Cy"]),
        ({"due": "soon", "sort": "due"}, ["Bo"]),
        ({"since": (now() - timedelta(days=9)).date().isoformat()}, ["Bo", "Ana"]),
        ({"until": (now() - timedelta(days=9)).date().isoformat(), "stage": "applied"}, ["Cy"]),
    ):
        assert names_on(desk.visit(LIST, query=query)) == names, query
    # Servers read what is due of somebody's own postings in a way of its own.
    own = at_desk(new_client(), on_team(a_user(HIRING_MANAGER), baker, HIRING_MANAGER))
    for due, order, names in (("late", "due", ["Cy"]), ("late", "newest", ["Cy"]), ("soon", "due", [])):
        assert names_on(own.visit(LIST, query={"due": due, "sort": order})) == names
    page = desk.visit(LIST, query={"stage": "moon", "since": "yesterday", "sort": "luck", "posting": "0"})
    assert names_on(page) == ["Bo", "Ana", "Cy"] and page.text.count("We don’t know that") == 3
    assert "Enter the start date" in page.text


@pytest.mark.parametrize("sort", ["newest", "oldest", "name", "due"])
def test_every_order_can_be_paged_through(desk: PageClient, monkeypatch: pytest.MonkeyPatch, sort: str) -> None:
    monkeypatch.setattr("careers.desk.application_search.queries.PAGE_SIZE", 2)
    due = now()
    names = [an_application(name=name, reply_due_at=due, cover_letter="hello").name for name in "BACAB"]
    page, seen = desk.visit(LIST, query={"sort": sort}), []
    seen += names_on(page)
    while later := page.soup.select_one('.pager a[rel="next"]'):
        page = desk.visit(page.resolve(str(later["href"])))
        seen += names_on(page)
    orders = {"newest": names[::-1], "oldest": names, "name": sorted(names), "due": names}
    assert seen == orders[sort]


@pytest.mark.parametrize("sort", ["newest", "name"])
def test_a_search_that_ends_its_page_early_says_so_and_can_be_continued(
    desk: PageClient, monkeypatch: pytest.MonkeyPatch, engine_kind: str, sort: str
) -> None:
    monkeypatch.setattr("careers.desk.application_search.queries.MAX_READ", 2)
    for name in "CABDE":
        somebody(name, "bread" if name in "DE" else "bread and rolls")
    page = desk.visit(LIST, query={"q": "bread -roll*", "sort": sort})
    seen, pages = names_on(page), 1
    while later := page.soup.select_one('.pager a[rel="next"]'):
        assert "We searched 2 applications" in page.text
        page = desk.visit(page.resolve(str(later["href"])))
        seen, pages = seen + names_on(page), pages + 1
    # The engine that knows its words reads nothing in vain.
    assert (seen, pages) == (
        ["E", "D"] if sort == "newest" else ["D", "E"],
        3 if engine_kind == "mysql" else 1,
    )
    assert "We searched" not in page.text


def test_every_index_that_a_list_names_is_there() -> None:
    known = {
        index.name
        for model in (Application, Interview)
        for index in model.__table__.indexes  # type: ignore[attr-defined]
    }
    source = inspect.getsource(access_paths)
    named = set(re.findall(r"\bix_\w+", source))
    assert named and named <= known


def test_a_search_has_a_constant_number_of_queries(desk: PageClient) -> None:
    somebody("Ana Ruiz", "bread", cover_letter="rolls")
    few = count_of(desk, f"{LIST}?q=bread")
    for number in range(6):
        somebody(f"Person {number}", "bread", cover_letter="rolls")
    assert count_of(desk, f"{LIST}?q=bread") == few <= 17
