"""Views of the list of applications that are kept under a name, and the filters by tag and reviewer."""

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts.models import User
from careers.accounts.services import deactivate
from careers.applications.models import Application
from careers.company.stages.models import Stage
from careers.company.stages.services import archive_stage
from careers.database import db, transaction
from careers.desk.saved_views.models import SavedView
from careers.postings.models import HIRING_MANAGER
from careers.review.reviewers import services as assignment_services
from careers.review.tags import services as tag_services
from careers.review.tags.models import Tag
from tests.client import PageClient
from tests.desk.test_application_search import LIST, names_on
from tests.factories import a_company, a_posting, a_user, an_application
from tests.staff import NewClient, at_desk, attempt, count_of, on_team


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def kept(client: PageClient, query: dict[str, str], name: str, **typed: str) -> int:
    """Keep what the list shows under a name, as a person does; the view's id."""
    client.visit(LIST, query=query).form("/hr/views").fill(name=name, **typed).submit()
    return db.session.scalars(select(SavedView.id).where(SavedView.name == name)).one()


def test_a_view_is_kept_opened_renamed_shared_and_deleted(new_client: NewClient) -> None:
    baker = a_posting(title="Baker")
    an_application(baker, name="Ana", stage="interview")
    an_application(name="Bo", stage="interview")
    mine, other = at_desk(new_client(), a_user("recruiter", name="Ines")), at_desk(new_client(), a_user())
    view_id = kept(mine, {"posting": str(baker.id), "stage": "interview"}, "Bakers to meet")
    page = mine.visit(LIST)
    assert names_on(mine.visit(page.resolve(page.links["Bakers to meet"]))) == ["Ana"]
    assert "Bakers to meet" not in other.visit(LIST).links
    mine.visit("/hr/views").form(f"/views/{view_id}").fill(name="Bakers", is_shared="y").submit()
    row = other.visit("/hr/views").soup.select_one("tbody tr")
    assert row and [cell.get_text(" ", strip=True) for cell in row.select("th, td")] == [
        "Bakers", "Baker, Interview, active, newest first", "1", "Ines , shared", "",
    ]  # fmt: skip
    assert attempt(other, "POST", f"/hr/views/{view_id}/deletion").status == 404
    mine.visit("/hr/views").form("/deletion").submit()
    assert db.session.scalars(select(SavedView)).all() == []


def test_a_taken_or_missing_name_is_reported_and_nothing_is_lost(client: PageClient) -> None:
    desk = at_desk(client, a_user("recruiter"))
    kept(desk, {"q": "bread", "sort": "name"}, "Bread")
    form = desk.visit(LIST, query={"q": "rolls OR bread"}).form("/hr/views")
    page = form.fill(name=" Bread ").submit(status=422)
    assert page.error_of("name") == "There’s already a view named “Bread”. Choose a different name."
    page = page.form("/hr/views").fill(name="").submit(status=422)
    listed = page.form("/hr/views").fill(name="Rolls").submit()
    assert listed.path.startswith(LIST) and "rolls" in listed.path and listed.notices == ["View saved."]


def test_a_view_tells_the_title_of_a_posting_only_to_whom_it_is_open(new_client: NewClient) -> None:
    own, secret = a_posting(title="Baker"), a_posting(title="Secret chief", state="draft")
    manager = on_team(a_user("hiring_manager"), own, HIRING_MANAGER)
    desk, recruiter = at_desk(new_client(), manager), at_desk(new_client(), a_user("recruiter"))
    kept(desk, {"posting": str(secret.id)}, "Guess")
    kept(desk, {"posting": str(own.id)}, "Mine")
    kept(recruiter, {"posting": str(secret.id)}, "Shared", is_shared="y")
    saved = {view.name: view.posting_id for view in db.session.scalars(select(SavedView))}
    assert saved == {"Guess": None, "Mine": own.id, "Shared": secret.id}
    page = desk.visit("/hr/views").text
    assert "Secret" not in page and "Baker" in page and page.count("you can’t see") == 2
    assert "Secret chief" in recruiter.visit("/hr/views").text


def test_a_view_labels_archived_and_deleted_values_and_keeps_filtering_by_them(
    client: PageClient,
) -> None:
    user, left, ana = (
        a_user("admin"),
        a_user("recruiter", name="Leo Left"),
        an_application(name="Ana", stage="offer"),
    )
    with transaction():
        tag = tag_services.add_tags(db.session.merge(ana), "bilingual", by=user)[0].id
        assignment_services.assign(db.session.merge(ana), left, by=user)
    desk = at_desk(client, user)
    query = {"stage": "offer", "tag": str(tag), "reviewer": str(left.id)}
    kept(desk, query, "Old")
    with transaction():
        deactivate(db.session.get_one(User, left.id), by=user)
        offer = db.session.scalars(select(Stage).filter_by(key="offer")).one()
        archive_stage(offer, is_archived=True, version=offer.version, by=user)
    asked = "Offer (archived), active, tagged bilingual, reviewed by Leo Left (deactivated), newest first"
    assert asked in desk.visit("/hr/views").text
    page = desk.visit("/hr/applications").click("Old")
    assert names_on(page) == ["Ana"]
    assert {name: page.form(LIST).values[name] for name in query} == query
    with transaction():
        db.session.delete(db.session.get_one(Tag, tag))
    page = desk.visit("/hr/views")
    assert "tagged a deleted tag" in page.text
    page = page.click("Old")
    assert names_on(page) == [] and page.form(LIST).values["tag"] == str(tag)
    assert "A deleted tag" in page.text


def test_applications_are_listed_by_tag_and_reviewer(client: PageClient) -> None:
    user = a_user("recruiter", name="Ines Ortega")
    ana, _ = an_application(name="Ana"), an_application(name="Bo")
    with transaction():
        tag = tag_services.add_tags(db.session.merge(ana), "bilingual", by=user)[0].id
    with transaction():
        assignment_services.assign(db.session.merge(ana), user, by=user)
    desk = at_desk(client, user)
    for query, names in (
        ({"tag": tag}, ["Ana"]),
        ({"reviewer": user.id}, ["Ana"]),
        ({"reviewer": "nobody"}, ["Bo"]),
    ):
        assert names_on(desk.visit(LIST, query=query)) == names
    assert "Me" in desk.visit(LIST).text


def test_the_saved_views_page_has_a_constant_number_of_queries(
    client: PageClient,
) -> None:
    desk = at_desk(client, a_user("recruiter"))
    kept(desk, {"stage": "offer"}, "A", is_shared="y")
    few = count_of(desk, "/hr/views")
    for name in "BCD":
        kept(desk, {"stage": "offer", "posting": str(a_posting().id)}, name)
    assert count_of(desk, "/hr/views") == few + 1 <= 8  # one more for the titles


def test_scores_filter_and_sort_only_where_they_may_be_read(new_client: NewClient) -> None:
    for name, score in (("Ana", 420), ("Bo", 310), ("Cy", None), ("Dee", 380)):
        an_application(name=name, score=score)
    user = a_user("recruiter")
    desk = at_desk(new_client(), user)
    assert names_on(desk.visit(LIST, query={"sort": "score"})) == ["Ana", "Dee", "Bo"]
    assert names_on(desk.visit(LIST, query={"score": "4"})) == ["Ana"]
    # Whoever is asked for a review hands in the own card first: the order would tell what the others say.
    with transaction():
        asked = db.session.scalars(select(Application).where(Application.name == "Ana")).one()
        assignment_services.assign(asked, user, by=user)
    assert names_on(desk.visit(LIST, query={"sort": "score"})) == ["Dee", "Bo"]
    assert desk.visit(LIST, query={"sort": "score", "score": "9"}).text.count("We don’t know that score") == 1


def test_a_saved_view_drops_unknown_arguments(
    client: PageClient,
) -> None:
    desk = at_desk(client, a_user("recruiter"))
    form = desk.visit(LIST, query={"stage": "screen"}).form("/hr/views")
    listed = form.fill(name="Long", asked="stage=screen&" + "x=1&" * 100).submit()
    assert listed.path.endswith("?stage=screen")
