"""The company's own stages in review: where applications go, what boards and reports show, what candidates read."""

from sqlalchemy import update

from careers.applications.models import Application
from careers.company.stages.models import Stage
from careers.database import db
from careers.pipeline.stages.transitions import allowed_targets, level
from tests.applications.portal import portal_path
from tests.client import PageClient
from tests.factories import a_posting, an_application, save
from tests.staff import count_of


def a_sample(**values: object) -> Stage:
    """A stage of the company's own between the screen and the interview."""
    for position, key in enumerate(("applied", "screen", "", "interview", "offer")):
        db.session.execute(update(Stage).where(Stage.key == key).values(position=position))
    db.session.commit()
    words = {"candidate_name": "Your sample", "candidate_sentence": "We read your work."}
    return save(Stage(**{"key": "work-sample", "position": 2, "name": "Work sample", **words, **values}))


def retire(key: str) -> None:
    """Let nobody move into a stage any more."""
    db.session.execute(update(Stage).where(Stage.key == key).values(is_archived=True))
    db.session.commit()


def columns(client: PageClient, application: Application) -> list[str]:
    """The columns of the board on which the application stands."""
    page = client.visit(f"/hr/postings/{application.posting_id}/board")
    return [str(column["data-label"]) for column in page.soup.select("[data-stage]")]


def moves(client: PageClient, application: Application) -> list[str]:
    """Where the page of the application says that it may go."""
    page = client.visit(f"/hr/applications/{application.id}")
    return [str(button["value"]) for button in page.soup.select('form[action*="/stage"] button[name=target]')]


def test_a_stage_that_may_not_be_skipped_is_not_passed(desk: PageClient) -> None:
    sample, application = a_sample(), an_application(stage="screen")
    assert moves(desk, application) == ["work-sample", "applied"]
    page = desk.visit(f"/hr/applications/{application.id}").form("/stage").submit()
    assert "Moved from Screen to Work sample" in page.text
    candidate = desk.visit(portal_path(application))
    assert "We read your work." in candidate.text and "moved to “Your sample”" in candidate.text
    sample.name, sample.candidate_name, sample.may_skip = "Trial", "Trial work", True
    db.session.commit()
    # What happened keeps its words, for staff and for the candidate.
    page, candidate = desk.visit(f"/hr/applications/{application.id}"), desk.visit(portal_path(application))
    assert "to Work sample" in page.text and "moved to “Your sample”" in candidate.text
    assert candidate.soup.select_one("[aria-current=step]").get_text(strip=True) == "Trial work"  # type: ignore[union-attr]
    assert moves(desk, an_application(stage="screen")) == ["work-sample", "interview", "applied"]


def test_applications_in_an_archived_stage_stay_visible_and_can_move_on(desk: PageClient) -> None:
    a_sample()
    posting = a_posting(title="Baker")
    left = an_application(posting, stage="work-sample", name="Ada Left")
    before = an_application(posting, stage="screen")
    retire("work-sample")
    assert columns(desk, left) == ["New", "Screen", "Work sample (archived)", "Interview", "Offer"]
    assert moves(desk, before) == ["interview", "applied"] and moves(desk, left) == ["interview", "screen"]
    assert "We read your work." in desk.visit(portal_path(left)).text
    page = desk.visit("/hr/applications?stage=work-sample")
    assert "Ada Left" in page.text and "Work sample (archived)" in page.text
    assert "Reached Work sample" in desk.visit("/hr/reports/funnel").text
    path = f"/hr/postings/{posting.id}/board"
    page = desk.visit(path).form(button="Move Ada Left to → Interview").submit()
    assert "Ada Left moved to Interview." in page.notices[0]
    assert columns(desk, left) == ["New", "Screen", "Interview", "Offer"]
    assert "Work sample" not in desk.visit("/hr/reports/funnel").text
    assert "Your sample" not in desk.visit(portal_path(left)).soup.select_one(".track").get_text()  # type: ignore[union-attr]


def test_a_posting_uses_its_chosen_stages(desk: PageClient) -> None:
    a_sample(may_skip=True)
    posting = a_posting(stages="applied,screen,offer")
    application = an_application(posting, stage="screen")
    here = an_application(posting, stage="interview", name="Ivo Inter")
    assert moves(desk, application) == ["offer", "applied"] and moves(desk, here) == ["offer", "screen"]
    assert columns(desk, application) == ["New", "Screen", "Interview", "Offer"]
    few = count_of(desk, f"/hr/postings/{posting.id}/board")
    for stage in ("applied", "screen", "offer", "interview"):
        an_application(posting, stage=stage)
    assert count_of(desk, f"/hr/postings/{posting.id}/board") == few
    steps = [item.get_text(strip=True) for item in desk.visit(portal_path(application)).soup.select(".track li")]
    assert steps == ["Received", "In review", "Offer"]
    # In a bulk action what does not go is told before.
    page = desk.visit(f"/hr/applications?posting={posting.id}&stage=screen")
    page = page.form("/bulks").fill(kind="move", all=True).submit()
    page = page.form().fill(target="interview").submit()
    assert "move from Screen to Interview" in page.text


def test_the_rules_hold_at_the_ends_of_any_list() -> None:
    def stage(key: str, skip: bool = False) -> Stage:
        return Stage(key=key, may_skip=skip)

    order = [stage("a"), stage("b", skip=True), stage("c", skip=True)]
    assert [target.key for target in allowed_targets("a", order, order)] == ["b", "c"]
    assert [target.key for target in allowed_targets("b", order[:1], order)] == ["a"]
    assert allowed_targets("a", order[:1], order) == allowed_targets("nowhere", order, order) == []
    assert [level(stage.key, order) for stage in order] == [1, 3, 4]
