"""The stages as a list of the company's own: added, ordered, renamed, retired, by one or by two at once."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from careers.applications.models import Event
from careers.company.stages.models import Stage
from careers.company.stages.queries import all_stages
from careers.company.stages.services import MAX_IN_FORCE
from careers.database import db
from careers.pipeline.message_templates.models import MessageTemplate
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_posting, a_user, an_application, save
from tests.page import Page
from tests.staff import NewClient, at_desk, attempt

LIST = "/hr/settings/stages"
SAMPLE = {"name": "Work sample", "candidate_name": "Your sample", "candidate_sentence": "We read your work."}


def names(page: Page) -> list[str]:
    """The list, from the first to the last."""
    return [link.get_text() for link in page.soup.select("tbody th a")]


def path_of(key: str) -> str:
    """Where a stage is edited."""
    db.session.rollback()
    return f"{LIST}/{db.session.scalar(select(Stage.id).where(Stage.key == key))}"


def test_a_stage_is_added_in_its_place_moved_and_the_first_stays_first(desk: PageClient) -> None:
    form = desk.visit(f"{LIST}/new").form()
    page = form.fill(**SAMPLE, after="screen").submit()
    assert names(page) == ["New", "Screen", "Work sample", "Interview", "Offer"]
    sample = path_of("work-sample")
    page = page.form(f"{sample}/move").submit("Up: move Work sample up")
    assert names(page) == ["New", "Work sample", "Screen", "Interview", "Offer"]
    # No button leads past the first, and who sends the form all the same is told.
    first = path_of("applied").rsplit("/", 1)[1]
    tried = attempt(desk, "POST", f"{sample}/move", {"direction": "up", "beside_up": first})
    assert tried.status == 303 and "starts in the first stage" in desk.visit(LIST).notices[0]
    assert not desk.visit(path_of("applied")).soup.select('form[action$="/retirement"], [name=may_skip]')
    assert attempt(desk, "POST", f"{path_of('applied')}/retirement", {"version": 1}).status == 303
    assert "starts in the first stage" in desk.visit(LIST).notices[0]


def test_an_invalid_stage_is_reported_at_its_field_and_nothing_is_lost(desk: PageClient) -> None:
    page = desk.visit(f"{LIST}/new").form().fill(**SAMPLE | {"name": "oFFER"}).submit(status=422)
    assert "has this name" in page.error_of("name") and page.field("candidate_name")["value"]
    page = page.form().fill(name="Sample", candidate_sentence=" ").submit(status=422)
    assert "Explain the stage" in page.error_of("candidate_sentence")
    for number in range(MAX_IN_FORCE - 4):
        words = {"name": f"More {number}", "candidate_name": "More", "candidate_sentence": "More."}
        save(Stage(key=f"more-{number}", position=10 + number, **words))
    page = page.form().fill(**SAMPLE).submit(status=422)
    assert f"reached the limit of {MAX_IN_FORCE} stages" in page.text
    desk.visit(path_of("more-1")).form("/retirement").submit()
    assert "Work sample" in names(page.form().submit())
    assert (
        f"reached the limit of {MAX_IN_FORCE} stages"
        in desk.visit(path_of("more-1")).form("/return").submit().notices[0]
    )


def test_of_two_who_edit_move_or_archive_the_second_gets_a_conflict(desk: PageClient, new_client: NewClient) -> None:
    other, path = at_desk(new_client(), a_user("admin")), path_of("screen")
    mine, moving, retiring = desk.visit(path).form(path), desk.visit(LIST), desk.visit(path)
    other.visit(path).form(path).fill(name="First call").submit()
    page = mine.fill(name="Phone").submit(status=409)
    assert "Someone else saved this" in page.notices[0] and "First call" in page.text
    assert "Someone changed this after you opened it" in retiring.form("/retirement").submit().notices[0]
    assert "Phone" in names(page.form(path).submit())
    other.visit(LIST).form(f"{path}/move").submit()
    page = moving.form(f"{path}/move").submit()
    assert "Someone changed this after you opened it" in page.notices[0]
    assert names(page) == ["New", "Interview", "Phone", "Offer"]


@pytest.mark.usefixtures("company")
def test_of_two_who_add_the_same_stage_one_gets_an_error(new_client: NewClient) -> None:
    def adding() -> Callable[[], Page]:
        form = at_desk(new_client(), a_user("admin")).visit(f"{LIST}/new").form()
        return lambda: form.fill(**SAMPLE).submit(status=None)

    pages = at_once(adding(), adding())
    assert sorted(getattr(page, "status", 0) for page in pages) == [200, 422], pages
    assert [stage.position for stage in all_stages()] == [0, 1, 2, 3, 4]


def test_archiving_shows_how_many_applications_are_there_and_can_be_undone(desk: PageClient) -> None:
    an_application(stage="screen", name="Ada Stands")
    path = path_of("screen")
    page = desk.visit(path)
    assert "1 active application here will stay" in page.text
    assert "Ada Stands" in page.click("1 active application").text
    page = page.form("/retirement").submit()
    assert "Archived" in page.text
    page = desk.visit(path)
    assert "still in this stage" in page.text
    assert "Archived" not in page.form("/return").submit().text


def test_only_a_stage_that_was_never_used_can_be_deleted(desk: PageClient) -> None:
    words = {"candidate_name": "More", "candidate_sentence": "More."}
    for number, key in enumerate(("left", "chosen", "told", "free")):
        save(Stage(key=key, name=key.title(), position=9 + number, is_archived=True, **words))
    application = an_application(a_posting(stages="screen,chosen"))
    save(
        Event(
            application_id=application.id,
            kind="stage_moved",
            actor_name="Rita",
            details={"from": "left", "to": "x"},
        )
    )
    save(MessageTemplate(name="M", purpose="other", subject="S", body="B", stage="told"))
    for key, why in (
        ("left", "Applications have been in it"),
        ("chosen", "A posting"),
        ("told", "A message template"),
    ):
        assert why in desk.visit(path_of(key)).form("/deletion").submit().notices[0]
    assert not desk.visit(path_of("offer")).soup.select('form[action$="/deletion"]')
    assert attempt(desk, "POST", f"{path_of('offer')}/deletion", {"version": 1}).status == 303
    assert "can’t delete it" in desk.visit(LIST).notices[0]
    assert names(desk.visit(path_of("free")).form("/deletion").submit())[-4:] == [
        "Offer",
        "Left",
        "Chosen",
        "Told",
    ]
    assert [stage.position for stage in all_stages()] == [*range(7)]
