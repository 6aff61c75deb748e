"""The staff screens of postings and their permissions."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts.models import User
from careers.audit.models import AuditEntry
from careers.database import db
from careers.postings.models import CLOSED, DRAFT, HIRING_MANAGER, INTERVIEWER, PUBLISHED, Posting
from tests.client import PageClient
from tests.factories import a_company, a_department, a_location, a_posting, a_user, an_application
from tests.page import Form
from tests.staff import NewClient, at_desk, attempt, count_of, on_team

READY = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know how"}
PEOPLE = ("admin", "recruiter", "manager of it", "another manager", "interviewer of it")
ALL = dict.fromkeys(PEOPLE, 200) | {"another manager": 404, "interviewer of it": 403}
PUBLISHERS = {
    "admin": 303,
    "recruiter": 303,
    "manager of it": 403,
    "another manager": 403,
    "interviewer of it": 403,
}
# Permission comes first, then whose posting it is, then whether it may be changed: hence 404 for somebody else's.
EDITORS = PUBLISHERS | {"another manager": 404}
ROUTES = [
    ("GET", "", PUBLISHED, ALL),
    ("GET", "/preview", PUBLISHED, ALL),
    ("POST", "", PUBLISHED, EDITORS),
    ("POST", "/publication", DRAFT, PUBLISHERS),
    ("POST", "/closure", PUBLISHED, PUBLISHERS),
    ("POST", "/reopening", CLOSED, PUBLISHERS),
    ("POST", "/team", PUBLISHED, EDITORS),
    ("POST", "/team/{user}/removal", PUBLISHED, EDITORS),
]


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Create the company, whose name is on every page."""
    a_company(time_zone="America/Los_Angeles")


@pytest.fixture
def desk(client: PageClient) -> PageClient:
    """Return a client signed in as a recruiter."""
    return at_desk(client, a_user("recruiter", name="Ines Ortega"))


ROLES = {
    "manager of it": "hiring_manager",
    "another manager": "hiring_manager",
    "interviewer of it": "interviewer",
}


def sent(posting: Posting, user: User) -> dict[str, Any]:
    """Return form data that every route accepts."""
    values = {"version": 1, "title": "Cook", "department": posting.department_id, "reply_within_days": 5}
    values |= {
        "employment_type": "FULL_TIME",
        "currency": "USD",
        "pay_unit": "YEAR",
        "pay_min": 1,
        "pay_max": 2,
    }
    return values | READY | {"is_remote": "y", "remote_countries": "US", "user": user.id, "role": HIRING_MANAGER}


def filled(page_form: Form, **values: Any) -> Form:
    """Return the form of a new posting with the required fields filled in."""
    given = {
        "title": "Baker",
        "is_remote": True,
        "remote_countries": "us, ca",
        "pay_min": "95,000",
        "pay_max": "115000",
    }
    return page_form.fill(**given | READY | values)


def only_posting() -> Posting:
    """Return the only posting."""
    db.session.rollback()
    return db.session.scalars(select(Posting)).one()


@pytest.mark.parametrize("kind", PEOPLE)
def test_each_role_can_open_only_its_own_postings(new_client: NewClient, kind: str) -> None:
    user, colleague = a_user(ROLES.get(kind, kind)), a_user("recruiter")
    client, answered = at_desk(new_client(), user), {}
    for method, route, state, _ in ROUTES:
        posting = a_posting(state=state, sections=READY)
        if kind.endswith("of it"):
            on_team(user, posting, HIRING_MANAGER if kind.startswith("manager") else INTERVIEWER)
        path = f"/hr/postings/{posting.id}" + route.format(user=colleague.id)
        answered[method + route] = attempt(client, method, path, sent(posting, colleague)).status
    assert answered == {method + route: answers[kind] for method, route, _, answers in ROUTES}


@pytest.mark.parametrize(("role", "reads", "drafts"), [
    ("admin", 200, 200), ("recruiter", 200, 200), ("hiring_manager", 200, 200), ("interviewer", 403, 403),
])  # fmt: skip
def test_the_list_and_new_drafts_require_permission(client: PageClient, role: str, reads: int, drafts: int) -> None:
    at_desk(client, a_user(role))
    assert client.get("/hr/postings").status == reads
    assert client.get("/hr/postings/new").status == drafts
    assert attempt(client, "POST", "/hr/postings").status == (422 if drafts == 200 else 403)


def test_staff_screens_require_signing_in(client: PageClient) -> None:
    posting, colleague = a_posting(), a_user()
    token = client.visit("/hr/sign-in").field("csrf_token")["value"]
    for method, route, _, _ in [*ROUTES, ("GET", "/../new", "", {}), ("POST", "/..", "", {})]:
        path = {"/../new": "/hr/postings/new", "/..": "/hr/postings"}.get(route)
        path = path or f"/hr/postings/{posting.id}" + route.format(user=colleague.id)
        form = {"csrf_token": token} if method == "POST" else None
        page = client.request(method, path, form=form, headers={"Referer": client.base_url + "/hr/sign-in"})
        assert page.location and page.location.startswith("/hr/sign-in"), path


def test_hiring_managers_see_their_teams_postings_and_edit_their_own_drafts(new_client: NewClient) -> None:
    manager = a_user("hiring_manager")
    a_posting(title="Foreign draft", state=DRAFT)
    a_posting(title="Foreign")
    a_posting(title="On the team", managers=[manager])
    colleague_draft = a_posting(title="Draft of a colleague", managers=[manager], state=DRAFT)
    a_department(name="Kitchen")
    client = at_desk(new_client(), manager)
    own = filled(client.visit("/hr/postings/new").form(), title="Own draft").submit()
    shown = set(client.visit("/hr/postings").links)
    assert {"On the team", "Draft of a colleague", "Own draft"} <= shown
    assert not {"Foreign", "Foreign draft"} & shown
    assert own.form(button="Save").fill(title="Own draft, better").submit().h1 == "Own draft, better"
    assert not [form for form in own.forms if form.matches("/publication", None)]
    forms = client.visit(f"/hr/postings/{colleague_draft.id}").soup.select("main form")
    assert [str(form["action"]).rpartition("/")[2] for form in forms] == ["notification"]


def test_a_posting_is_written_published_edited_and_closed(desk: PageClient) -> None:
    department, place = a_department(name="Kitchen"), a_location(name="Harbor")
    form = filled(
        desk.visit("/hr/postings/new").form(),
        locations=[place.id],
        office_mode="hybrid",
        valid_through="2099-12-18",
    )
    page = form.fill(department=department.id).submit()
    assert page.notices == ["Draft saved. Visitors will see it once it’s published."]
    posting = only_posting()
    assert (posting.base_salary_min, posting.base_salary_max) == (9_500_000, 11_500_000)
    assert posting.remote_countries == "US,CA"
    assert posting.valid_through == datetime.fromisoformat("2099-12-19T08:00:00+00:00")
    assert page.field("valid_through")["value"] == "2099-12-18"
    page = page.form("/publication").submit()
    assert "Posting published." in page.notices
    assert any("no hiring manager on the hiring team" in notice for notice in page.notices)
    assert "Baker" in desk.visit("/jobs").links
    page = page.form(button="Save").fill(title="Master baker").submit()
    assert only_posting().slug == "master-baker"
    page.form("/closure").submit()
    assert only_posting().state == CLOSED
    assert desk.get(f"/jobs/{posting.id}-master-baker").status == 410


def test_errors_are_shown_next_to_the_field_and_input_is_kept(desk: PageClient) -> None:
    a_department()
    form = filled(
        desk.visit("/hr/postings/new").form(),
        title="",
        pay_min="12.50",
        pay_max="9",
        remote_countries="Norway",
    )
    page = form.fill(valid_through="1066-10-14", reply_within_days="0", description="Kept").submit(status=422)
    assert page.error_of("title") == "Enter a title."
    assert page.error_of("pay_min") == "Enter a whole amount, like 95000."
    assert page.error_of("remote_countries").startswith("Use two-letter country codes")
    assert page.error_of("valid_through").startswith("Enter a year between")
    assert page.error_of("reply_within_days") == "Enter a number from 1 to 90."
    values = page.form().values
    assert (values["description"], values["pay_min"], values["valid_through"]) == (
        "Kept",
        "12.50",
        "1066-10-14",
    )


def test_a_pay_range_needs_both_ends_in_order(desk: PageClient) -> None:
    a_department()
    for low, high, error in (
        ("9", "", "Enter both minimum and maximum pay"),
        ("", "9", "Enter both minimum and maximum pay"),
        ("10", "9", "Enter an amount that isn’t lower"),
    ):
        page = filled(desk.visit("/hr/postings/new").form(), pay_min=low, pay_max=high).submit(status=422)
        assert page.error_of("pay_max").startswith(error)


def test_publishing_lists_everything_that_is_missing(desk: PageClient) -> None:
    posting = a_posting(state=DRAFT, sections={}, locations=[], office_mode="")
    page = desk.visit(f"/hr/postings/{posting.id}").form("/publication").submit(status=422)
    for words in (
        "Describe the position",
        "List the responsibilities",
        "List the qualifications",
        "Choose a location",
    ):
        assert words in page.notices[0]


def test_publishing_without_pay_requires_a_reason(desk: PageClient) -> None:
    posting = a_posting(state=DRAFT, sections=READY, base_salary_min=None, base_salary_max=None)
    page = desk.visit(f"/hr/postings/{posting.id}").form("/publication").submit(status=422)
    assert "no pay range" in page.notices[0]
    page = page.form("/publication").fill(pay_reason="Agreed with the works council").submit()
    entry = db.session.scalars(select(AuditEntry).filter_by(action="published posting")).one()
    assert entry.details == {"reason_without_pay": "Agreed with the works council"}


def test_closing_requires_replies_to_all_applicants(desk: PageClient) -> None:
    posting = a_posting()
    stale = desk.visit(f"/hr/postings/{posting.id}")
    an_application(posting)
    an_application(posting)
    page = desk.visit(f"/hr/postings/{posting.id}")
    assert page.links["Reply to 2 and close"] == f"/hr/postings/{posting.id}/closing"
    page = stale.form("/closure").submit(status=422)
    assert "2 applicants haven’t been rejected, hired, or messaged yet." in page.notices[0]
    assert only_posting().state == PUBLISHED


def test_a_conflicting_edit_is_kept_in_the_form(new_client: NewClient) -> None:
    posting = a_posting(title="Baker", sections=READY, valid_through=None)
    path = f"/hr/postings/{posting.id}"
    mine = at_desk(new_client(), a_user("recruiter")).visit(path).form(button="Save")
    theirs = at_desk(new_client(), a_user("admin", name="Otto Weiss")).visit(path).form(button="Save")
    theirs.fill(title="Chief baker", description="Their words.").submit()
    page = mine.fill(title="Junior baker", description="My words.").submit(status=409)
    notice = page.notices[0]
    assert "Otto Weiss" in notice and "Title, The position" in notice
    assert "Chief baker" in notice and "Their words." in notice
    form = page.form(button="Save")
    assert (form.values["title"], form.values["description"]) == ("Junior baker", "My words.")
    assert only_posting().title == "Chief baker"
    assert form.submit().h1 == "Junior baker"


def test_a_hiring_manager_cannot_save_a_draft_published_in_the_meantime(new_client: NewClient) -> None:
    a_department()
    client = at_desk(new_client(), a_user("hiring_manager"))
    page = filled(client.visit("/hr/postings/new").form()).submit()
    recruiter = at_desk(new_client(), a_user("recruiter"))
    recruiter.visit(page.path).form("/publication").submit()
    page.form(button="Save").fill(title="Something else").submit(status=403)
    assert only_posting().title == "Baker"


def test_the_hiring_team_is_edited_on_the_page(desk: PageClient) -> None:
    posting, manager, interviewer = (
        a_posting(),
        a_user("hiring_manager", name="Mara"),
        a_user("interviewer", name="Ivo"),
    )
    page = desk.visit(f"/hr/postings/{posting.id}")
    page = page.form("/team").fill(user=manager.id, role=HIRING_MANAGER).submit()
    page = page.form("/team").fill(user=interviewer.id, role=HIRING_MANAGER).submit(status=422)
    assert "Ivo can’t be a hiring manager here" in page.notices[0]
    page = page.form("/team").fill(role=INTERVIEWER).submit()
    assert "Mara Hiring manager" in page.text and "Ivo Interviewer" in page.text
    page = page.form("/removal", button="Remove Mara").submit()
    assert "Mara Hiring manager" not in page.text


def test_markup_in_a_posting_is_shown_as_text(desk: PageClient) -> None:
    nasty = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    posting = a_posting(title=nasty, summary=nasty, sections=READY)
    path = f"/hr/postings/{posting.id}"
    desk.visit(path).form(button="Save").fill(**dict.fromkeys(READY, f"<b>{nasty}")).submit()
    for page in (
        desk.visit(path),
        desk.visit(f"{path}/preview"),
        desk.visit("/hr/postings"),
        desk.visit("/hr/"),
    ):
        assert page.soup.select("main script, main img, main b img") == []
        assert nasty in page.text


def test_the_list_is_filtered_by_state_and_paged(desk: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careers.postings.staff.queries.PAGE_SIZE", 2)
    titles = [a_posting(state=DRAFT).title for _ in range(3)]
    a_posting(title="Published one")
    page = desk.visit("/hr/postings").click("Draft 3")
    assert [title for title in page.links if title in [*titles, "Published one"]] == [titles[2], titles[1]]
    page = page.click("Older →")
    assert [title for title in page.links if title in titles] == [titles[0]]
    assert page.path.startswith("/hr/postings?state=draft")


def test_the_number_of_queries_of_the_list_is_constant(desk: PageClient) -> None:
    an_application(a_posting())
    few = count_of(desk, "/hr/postings")
    for _ in range(6):
        an_application(a_posting())
    assert count_of(desk, "/hr/postings") == few <= 8
