"""Applications are assigned to reviewers; interviewers see no others."""

import pytest
from flask import Flask
from sqlalchemy import select

from careers.applications.models import Event
from careers.database import db
from careers.pipeline.visibility.models import Assignment
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.staff import NewClient, at_desk, attempt, on_team


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def test_asking_an_interviewer_opens_the_application_and_no_longer_asking_closes_it(
    new_client: NewClient,
) -> None:
    posting = a_posting()
    application = an_application(posting)
    interviewer = on_team(a_user("interviewer", name="Ira Stone"), posting, "interviewer")
    desk, guest = at_desk(new_client(), a_user("recruiter")), at_desk(new_client(), interviewer)
    path = f"/hr/applications/{application.id}"
    guest.visit(path, status=404)
    page = desk.visit(path).form(button="Assign").fill(reviewer=interviewer.id).submit()
    assert "Ira Stone assigned as a reviewer." in page.notices[0]
    assert application.name in guest.visit("/hr/applications").links
    assert guest.visit(path).h1 == application.name
    assert "with Ira Stone" in desk.visit("/hr/applications").text
    page = page.form(button="Remove Ira Stone as a reviewer").submit()
    guest.visit(path, status=404)
    kinds = [event.kind for event in db.session.scalars(select(Event).order_by(Event.id))]
    assert kinds == ["submitted", "assigned", "unassigned"]
    assert "Reviewer removed" in page.text


def test_only_people_with_access_can_be_assigned(client: PageClient) -> None:
    posting = a_posting()
    application = an_application(posting)
    stranger = a_user("interviewer", name="Stranger")
    at_desk(client, a_user("recruiter", name="Ines"))
    path = f"/hr/applications/{application.id}"
    page = client.visit(path)
    choices = [option.get_text() for option in page.soup.select("#ask-reviewer option")]
    assert "Stranger" not in choices
    sent = {"reviewer": str(stranger.id), "csrf_token": page.field("csrf_token")["value"]}
    refused = client.post(f"{path}/reviewers", sent, status=422, referrer=path)
    assert refused.error_of("reviewer").startswith("Stranger can’t be assigned")
    assert attempt(client, "POST", f"{path}/reviewers", {"reviewer": "999999"}).status == 404
    page = client.visit(path).form(button="Assign me").submit()
    assert "Ines assigned as a reviewer." in page.notices[0]
    assert len(db.session.scalars(select(Assignment)).all()) == 1
