"""On to the next in the queue: from every act that ends one, with the way back in sight."""

import pytest
from sqlalchemy import select

from careers.applications.models import Application
from careers.audit.models import AuditEntry
from careers.database import db
from careers.postings.models import Posting, PostingCriterion
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.staff import NewClient, asked, at_desk, on_team


@pytest.fixture
def posting(app: object) -> Posting:
    """A posting with one criterion, for which Cleo, Ben and Anna wait, in the order of the queue."""
    a_company()
    posting = a_posting(title="Baker", criteria=[PostingCriterion(position=0, name="Care", description="")])
    for name in ("Anna", "Ben", "Cleo"):
        an_application(posting, name=name, documents=[], cover_letter="Dear all")
    return posting


@pytest.fixture
def desk(posting: Posting, new_client: NewClient) -> PageClient:
    """The browser of a recruiter."""
    return at_desk(new_client(), a_user("recruiter"))


def of(name: str) -> str:
    """The page of that person's application."""
    found = db.session.scalars(select(Application.id).filter_by(name=name)).one()
    return f"/hr/applications/{found}"


def test_a_decision_opens_the_next_in_the_queue_and_can_be_undone_there(desk: PageClient, posting: Posting) -> None:
    an_application(name="Other", documents=[])
    queue = f"?posting={posting.id}&stage=applied"
    page = desk.visit(f"{of('Cleo')}{queue}").form("/stage").fill(then=True).submit()
    assert page.h1 == "Ben" and page.notices[0] == "Moved to Screen."
    form = page.click("Reject with message").form("/rejection/message").fill(reason="skills")
    page = form.submit("Reject, send, and next")
    assert page.h1 == "Anna" and "The message will be sent at" in page.notices[0]
    assert "Previous: Ben" in page.text
    page = page.form("/undoing").submit()
    assert page.h1 == "Ben" and "Decision undone" in page.notices[0]
    page = desk.visit(f"{of('Anna')}{queue}").form("/notes").fill(body="Fine.").submit("Save and next")
    assert (
        page.h1 == "Anna"
        and page.notices[1] == "That was the last application in this queue; earlier ones are still there."
    )


def test_submitting_a_scorecard_opens_the_next_and_counts_as_opening(posting: Posting, new_client: NewClient) -> None:
    posting.blind_review = True
    db.session.commit()
    ira = on_team(a_user("interviewer"), posting, "interviewer")
    for application in db.session.scalars(select(Application)):
        asked(ira, application)
    desk = at_desk(new_client(), ira)
    queue = "?reviewer=unscored&sort=due"
    assert f"{of('Anna')}/scorecard{queue}" in desk.visit("/hr/").links.values()
    form = desk.visit(f"{of('Anna')}/scorecard{queue}").form("/scorecard").fill(recommendation="yes")
    number = next(name for name in form.names if name.startswith("score_")).removeprefix("score_")
    form.fill(**{f"score_{number}": "3", f"evidence_{number}": "cover_letter", f"comment_{number}": "Saw."})
    opened = select(AuditEntry.object_id).filter_by(action="opened application", actor_id=ira.id)
    assert [str(number) for number in db.session.scalars(opened)] == [of("Anna").rpartition("/")[2]]
    page = form.submit("Submit and next")
    assert page.notices == ["Scorecard submitted."]
    # Scored, Anna is no longer covered, and no longer in the queue; the next one is.
    assert "Previous: Anna" in page.text and page.h1 not in ("Anna", "Ben", "Cleo")
    assert len(page.soup.select(".queue li")) == 2
    for order in (queue, queue.removesuffix("&sort=due")):
        assert len(desk.visit(f"/hr/applications{order}").soup.select("#rows tbody th > a")) == 2


def test_the_previous_application_is_hidden_without_access(posting: Posting, new_client: NewClient) -> None:
    ira = on_team(a_user("interviewer"), posting, "interviewer")
    asked(ira, db.session.scalars(select(Application).filter_by(name="Ben")).one())
    page = at_desk(new_client(), ira).visit(f"{of('Ben')}?left={of('Anna').rpartition('/')[2]}")
    assert "Previous:" not in page.text
