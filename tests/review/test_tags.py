"""Tags come to be by being typed, and recruiters keep them in order."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, select

from careers.applications.models import Event
from careers.database import db, transaction
from careers.review.tags import queries as tag_queries, services as tag_services
from careers.review.tags.models import ApplicationTag, Tag
from careers.review.tags.services import InvalidTag
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_company, a_user, an_application
from tests.page import Page
from tests.staff import NewClient, at_desk, attempt


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def names_on(application_id: int) -> list[str]:
    """The tags of an application as they are stored."""
    db.session.rollback()
    return [tag.name for tag in tag_queries.tags_of([application_id]).get(application_id, [])]


def test_tags_are_made_by_typing_and_are_the_same_in_any_case(client: PageClient) -> None:
    at_desk(client, a_user("recruiter"))
    first, second = an_application(), an_application()
    page = client.visit(f"/hr/applications/{first.id}").form("/tags").fill(tags=" Python , Berlin ").submit()
    assert {"Remove the tag Python", "Remove the tag Berlin"} <= {
        button for form in page.forms for button in form.buttons
    }
    assert page.text.count("Tag added") == 2
    client.visit(f"/hr/applications/{second.id}").form("/tags").fill(tags="python").submit()
    assert (names_on(first.id), names_on(second.id)) == (["Berlin", "Python"], ["Python"])
    listed = client.visit("/hr/applications")
    assert "Tag: Berlin" in listed.text
    page = page.form(button="Remove the tag Berlin").submit()
    assert names_on(first.id) == ["Python"]
    assert "Tag removed" in page.text


def test_an_invalid_tag_is_reported_at_its_field_and_kept(client: PageClient) -> None:
    at_desk(client, a_user("recruiter"))
    application = an_application()
    form = client.visit(f"/hr/applications/{application.id}").form("/tags")
    page = form.fill(tags="good, " + "x" * 41).submit(status=422)
    assert page.error_of("tags") == f"Use at most 40 characters. “{'x' * 41}” has 41."
    assert page.form("/tags").values["tags"] == "good, " + "x" * 41
    assert page.form("/tags").fill(tags=" , ").submit(status=422).error_of("tags") == "Enter a tag."
    assert names_on(application.id) == []
    with pytest.raises(InvalidTag), transaction():
        tag_services.add_tags(application, ",".join(str(number) for number in range(31)), by=a_user())


def test_the_list_counts_renames_and_merges(client: PageClient) -> None:
    recruiter, applications = a_user("recruiter"), [an_application() for _ in range(3)]
    for application, tags in zip(applications, ("js", "js, JavaScript", "JavaScript"), strict=True):
        with transaction():
            tag_services.add_tags(application, tags, by=recruiter)
    at_desk(client, recruiter)
    page = client.visit("/hr/tags")
    assert [cell.get_text(strip=True) for cell in page.soup.select("td.number")] == ["2", "2"]
    js = tag_queries.tag_by_name("JS")
    assert js is not None
    page = page.form(f"/tags/{js.id}/name").fill(name="javascript").submit(status=422)
    assert "merge this tag" in page.errors[0]
    page = page.form(f"/tags/{js.id}/merger").fill(name="javascript").submit()
    assert [cell.get_text(strip=True) for cell in page.soup.select("td.number")] == ["3"]
    page = page.form("/name").fill(name="JavaScript, modern").submit()
    assert {names_on(application.id)[0] for application in applications} == {"JavaScript modern"}


def test_only_recruiters_and_administrators_change_tags(new_client: NewClient) -> None:
    with transaction():
        tag = tag_services.add_tags(an_application(), "kept", by=a_user())[0]
    manager, interviewer = (at_desk(new_client(), a_user(role)) for role in ("hiring_manager", "interviewer"))
    for action in ("name", "merger"):
        assert attempt(manager, "POST", f"/hr/tags/{tag.id}/{action}", {"name": "x"}).status == 403
    assert [attempt(user, "GET", "/hr/tags").status for user in (manager, interviewer)] == [200, 403]


def test_the_same_new_tag_typed_by_three_at_once_is_one_tag(new_client: NewClient) -> None:
    def put() -> Callable[[], Page]:
        desk = at_desk(new_client(), a_user("recruiter"))
        form = desk.visit(f"/hr/applications/{an_application().id}").form("/tags").fill(tags="fresh")
        return lambda: form.submit()

    pages = at_once(*(put() for _ in range(3)))
    assert [getattr(page, "status", page) for page in pages] == [200, 200, 200]
    db.session.rollback()
    assert len(db.session.scalars(select(Tag)).all()) == 1
    assert len(db.session.scalars(select(ApplicationTag)).all()) == 3
    assert len(db.session.scalars(select(Event).where(Event.kind == "tagged")).all()) == 3


def test_only_unused_tags_can_be_deleted(client: PageClient) -> None:
    desk, by, first = at_desk(client, a_user("recruiter")), a_user(), an_application()
    with transaction():
        kept, free = tag_services.add_tags(db.session.merge(first), "used, free", by=by)
        used = kept.id
        db.session.execute(delete(ApplicationTag).where(ApplicationTag.tag_id == free.id))
    page = desk.visit("/hr/tags").form("/deletion").submit()
    assert "free" not in page.links and "used" in page.links and not page.soup.select('form[action$="/deletion"]')
    assert attempt(desk, "POST", f"/hr/tags/{used}/deletion").status == 303
    assert "is in use" in desk.visit("/hr/tags").notices[0]
