"""Who may do what with whose applications: every route of the room, every role, own and others' objects."""

from typing import Any

import pytest

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import now
from careers.documents.models import Document
from careers.postings.models import HIRING_MANAGER, INTERVIEWER, Posting
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.staff import NewClient, asked, at_desk, attempt, on_team
from tests.stored_documents import a_stored_document

# For each way of being related to the application: what each route answers. 303 is a decision that was made,
# 404 somebody else's application, 403 something that the role never may.
OTHERS = ("another manager", "a manager interviewing", "another interviewer", "an interviewer not asked")
PEOPLE = ("admin", "recruiter", "its manager", "its interviewer", *OTHERS)
READING = dict.fromkeys(PEOPLE, 200) | dict.fromkeys(OTHERS, 404)
NOTING = {person: 303 if status == 200 else status for person, status in READING.items()}
INTERVIEWERS = ("its interviewer", "another interviewer", "an interviewer not asked")
DECIDING = NOTING | dict.fromkeys(INTERVIEWERS, 403)
SCORING = {person: 422 if status == 303 else status for person, status in NOTING.items()}
ASKING = {person: 422 if status == 303 else status for person, status in DECIDING.items()}
ROUTES: list[tuple[str, str, dict[str, Any], dict[str, int]]] = [
    ("GET", "", {}, READING),
    ("GET", "/documents/{document}/file", {}, READING),
    ("GET", "/documents/{document}/pages/1", {}, READING),
    ("POST", "/notes", {"body": "Well"}, NOTING),
    ("GET", "/scorecard", {}, READING),
    ("POST", "/scorecard", {}, SCORING),
    ("POST", "/tags", {"tags": "x"}, DECIDING),
    ("POST", "/reviewers", {}, ASKING),
    ("POST", "/stage", {"target": "screen", "version": 1}, DECIDING),
    ("POST", "/rejection", {"reason": "skills", "version": 1}, DECIDING),
    ("POST", "/withdrawal", {"reason": "no_answer", "version": 1}, DECIDING),
    ("POST", "/hire", {"version": 1}, DECIDING),
    ("POST", "/reopening", {"version": 1}, DECIDING),
]
SETTLED = {"disposition": "rejected", "disposition_reason": "skills", "disposed_at": now()}


def path_of(application: Application, document: Document, route: str) -> str:
    """The address of a route of the application."""
    return f"/hr/applications/{application.id}{route.format(document=document.id)}"


def person(kind: str, posting: Posting) -> User:
    """Somebody who is related to the posting in this way."""
    other = a_posting()
    if kind in ("admin", "recruiter"):
        return a_user(kind)
    role = "interviewer" if kind in INTERVIEWERS else "hiring_manager"
    place = INTERVIEWER if "interview" in kind else HIRING_MANAGER
    return on_team(a_user(role), other if kind.startswith("another") else posting, place)


@pytest.mark.parametrize("kind", PEOPLE)
def test_each_role_reaches_its_own_applications_only(new_client: NewClient, kind: str) -> None:
    posting = a_posting()
    user = person(kind, posting)
    client = at_desk(new_client(), user)
    answered = {}
    for method, route, form, _ in ROUTES:
        document = a_stored_document()
        application = an_application(posting, documents=[document], **(SETTLED if route == "/reopening" else {}))
        if kind in ("its interviewer", "another interviewer"):
            # Even one who is asked sees it only while on the posting's team.
            asked(user, application)
        path = path_of(application, document, route)
        answered[route] = attempt(client, method, path, form).status
    assert answered == {route: answers[kind] for _, route, _, answers in ROUTES}


def test_visitors_are_redirected_to_sign_in(client: PageClient) -> None:
    posting, document = a_posting(), a_stored_document()
    application = an_application(posting, documents=[document])
    token = client.visit("/hr/sign-in").field("csrf_token")["value"]
    for method, route, form, _ in [("GET", "/hr/", {}, {}), ("GET", "/hr/applications", {}, {}), *ROUTES]:
        path = route if route.startswith("/hr") else path_of(application, document, route)
        sent = {**form, "csrf_token": token} if method == "POST" else None
        page = client.request(method, path, form=sent, headers={"Referer": client.base_url + "/hr/sign-in"})
        assert page.location and page.location.startswith("/hr/sign-in"), route


def test_a_decision_needs_a_token_of_the_site(client: PageClient) -> None:
    at_desk(client, a_user("admin"))
    application = an_application()
    for method, route, form, _ in ROUTES:
        if method == "POST":
            assert client.post(f"/hr/applications/{application.id}{route}", form, status=400)


def test_the_list_and_the_first_page_show_only_what_one_may_read(new_client: NewClient) -> None:
    a_company()
    mine, theirs = a_posting(title="Baker"), a_posting(title="Cook")
    own = an_application(mine, name="Own Person")
    an_application(mine, name="Unasked Person")
    an_application(theirs, name="Foreign Person")
    interviewer = on_team(a_user("interviewer"), mine, INTERVIEWER)
    asked(interviewer, own)
    client = at_desk(new_client(), interviewer)
    for query in ("", "?disposition=all", f"?posting={theirs.id}"):
        page = client.visit(f"/hr/applications{query}")
        assert not {"Foreign Person", "Cook"} & set(page.links)
    for path in ("/hr/", "/hr/applications"):
        page = client.visit(path)
        assert "Foreign Person" not in page.html
        assert "Unasked Person" not in page.html
        assert "Cook" not in page.html
    assert "Own Person" in client.visit("/hr/applications").links


def test_other_applications_of_a_candidate_show_only_where_they_may_be_read(new_client: NewClient) -> None:
    mine, theirs = a_posting(title="Baker"), a_posting(title="Cook")
    first = an_application(mine)
    an_application(theirs, candidate_id=first.candidate_id)
    manager = on_team(a_user("hiring_manager"), mine, HIRING_MANAGER)
    assert "Cook" not in at_desk(new_client(), manager).visit(f"/hr/applications/{first.id}").text
    assert "Cook" in at_desk(new_client(), a_user("admin")).visit(f"/hr/applications/{first.id}").text


def test_a_file_opens_through_its_own_application_only(new_client: NewClient) -> None:
    posting = a_posting()
    other = a_stored_document()
    first, second = an_application(posting), an_application(posting, documents=[other])
    client = at_desk(new_client(), a_user("admin"))
    assert client.get(f"/hr/applications/{second.id}/documents/{other.id}/file").status == 200
    assert client.get(f"/hr/applications/{first.id}/documents/{other.id}/file").status == 404
    assert client.get(f"/hr/applications/{first.id}/documents/{other.id}/pages/1").status == 404


def test_unknown_ids_are_not_found(client: PageClient) -> None:
    at_desk(client, a_user("admin"))
    for number in ("0", "999999", "9223372036854775807", "9223372036854775808", "1e3", "-1"):
        assert "/hr/applications" in client.visit(f"/hr/applications/{number}", status=404).links.values()
        assert client.get(f"/hr/applications/{number}/documents/{number}/file").status == 404


def test_invalid_filter_values_are_ignored(client: PageClient) -> None:
    at_desk(client, a_user("admin"))
    name = an_application().name
    for query in ("posting=x", f"posting={'9' * 19}", "stage='--", "disposition=1", "before=-1", "before=x"):
        assert name in client.visit(f"/hr/applications?{query}").links, query
