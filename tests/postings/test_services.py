"""The rules for writing, publishing, and closing postings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts.models import User
from careers.audit.models import AuditEntry
from careers.clock import now
from careers.company.markdown import TextTooLong
from careers.database import db, transaction
from careers.http.catalog import CatalogVersion
from careers.postings import services
from careers.postings.content_services import PostingContent, content_of
from careers.postings.models import CLOSED, DRAFT, HIRING_MANAGER, INTERVIEWER, PUBLISHED, Posting
from careers.postings.readiness_services import NotReady
from careers.postings.services import (
    ApplicationsWaiting,
    PayReasonNeeded,
    WrongState,
    WrongTeamRole,
)
from careers.postings.staff.queries import posting_for
from careers.versions import EditConflict
from tests.factories import a_department, a_location, a_message, a_posting, a_user, an_application

pytestmark = pytest.mark.usefixtures("app")
READY = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know how"}


@pytest.fixture
def admin() -> User:
    """Return an admin."""
    return a_user("admin", name="Ines")


def complete_content(**values: Any) -> PostingContent:
    """Return content that can be published."""
    given: dict[str, Any] = {
        "title": "Baker",
        "department_id": a_department().id,
        "location_ids": (a_location().id,),
        "office_mode": "on_site",
        "base_salary_min": 5_000_000,
        "base_salary_max": 6_000_000,
        "sections": READY,
    }
    return PostingContent(**given | values)


def a_draft(by: User, **values: Any) -> Posting:
    """Return a saved draft with everything loaded."""
    content = complete_content(**values)
    with transaction():
        number = services.create_posting(content, by=by).id
    return posting_for(a_user("admin"), number)


def done(act: Callable[..., Any], posting: Posting, *arguments: Any, **named: Any) -> Posting:
    """Run ``act`` on the freshly read posting in a transaction, and return the posting."""
    reader, number = a_user("admin"), posting.id
    with transaction():
        act(posting_for(reader, number), *arguments, **named)
    return posting_for(reader, number)


def catalog() -> int:
    """Return the version of the public catalog."""
    return db.session.scalars(select(CatalogVersion.version)).one()


def entries(action: str) -> list[AuditEntry]:
    """Return the audit entries of an action."""
    return list(db.session.scalars(select(AuditEntry).filter_by(action=action)))


def test_a_new_posting_is_a_draft_that_visitors_cannot_see(admin: User) -> None:
    before = catalog()
    posting = a_draft(admin, title="Baker of Bread", sections=READY | {"how_to_apply": "  "})
    assert (posting.state, posting.slug, posting.version, posting.created_by_id) == (
        DRAFT,
        "baker-of-bread",
        1,
        admin.id,
    )
    assert {section.name: section.html.strip() for section in posting.sections} == {
        "description": "<p>The work.</p>",
        "responsibilities": "<ul>\n<li>Do it</li>\n</ul>",
        "qualifications": "<ul>\n<li>Know how</li>\n</ul>",
    }
    assert catalog() == before
    assert [entry.object_id for entry in entries("created posting")] == [posting.id]


def test_a_hiring_manager_joins_the_team_of_their_own_draft() -> None:
    manager = a_user("hiring_manager")
    assert [(member.user_id, member.role) for member in a_draft(manager).team] == [(manager.id, HIRING_MANAGER)]


def test_an_edit_records_the_changed_fields(admin: User) -> None:
    posting = a_draft(admin)
    other = a_location()
    content = complete_content(
        title="Cook",
        location_ids=(other.id,),
        sections=READY | {"description": "**New**", "job_benefits": "Bread"},
    )
    posting = done(services.update_posting, posting, content, version=1, by=admin)
    assert content_of(posting) == content
    assert (posting.slug, posting.version) == ("cook", 2)
    fields = ["title", "department_id", "location_ids", "description", "job_benefits"]
    assert entries("edited posting")[0].details == {"version": 2, "fields": fields}


def test_an_emptied_section_is_deleted(admin: User) -> None:
    posting = a_draft(admin)
    posting = done(services.update_posting, posting, replace(content_of(posting), sections={}), version=1, by=admin)
    assert posting.sections == []


@pytest.mark.parametrize("version", [0, 2])
def test_an_edit_of_another_version_changes_nothing(admin: User, version: int) -> None:
    posting = a_draft(admin)
    with pytest.raises(EditConflict):
        done(services.update_posting, posting, complete_content(title="Cook"), version=version, by=admin)
    assert (posting.title, posting.version, entries("edited posting")) == ("Baker", 1, [])


def test_a_text_that_is_too_long_is_rejected(admin: User) -> None:
    with pytest.raises(TextTooLong):
        a_draft(admin, sections={"description": "[" * 20_001})


def test_publishing_makes_a_complete_draft_public(admin: User) -> None:
    posting, before = a_draft(admin), catalog()
    posting = done(services.publish_posting, posting, version=1, by=admin)
    assert (posting.state, posting.is_open(), posting.version) == (PUBLISHED, True, 2)
    assert posting.date_posted is not None
    assert catalog() == before + 1


@pytest.mark.parametrize("lacking", [
    {"sections": READY | {"description": ""}},
    {"sections": READY | {"responsibilities": " "}},
    {"sections": {name: text for name, text in READY.items() if name != "qualifications"}},
    {"location_ids": (), "office_mode": ""},
    {"office_mode": ""},
    {"is_remote": True},
    {"valid_through": now() - timedelta(minutes=1)},
])  # fmt: skip
def test_an_incomplete_posting_cannot_be_published(admin: User, lacking: dict[str, Any]) -> None:
    posting = a_draft(admin, **lacking)
    with pytest.raises(NotReady) as refusal:
        done(services.publish_posting, posting, version=1, by=admin)
    assert len(refusal.value.problems) == 1
    assert posting.state == DRAFT


def test_publishing_without_pay_requires_and_records_a_reason(admin: User) -> None:
    posting = a_draft(admin, base_salary_min=None, base_salary_max=None)
    with pytest.raises(PayReasonNeeded):
        done(services.publish_posting, posting, version=1, pay_reason="  ", by=admin)
    posting = done(services.publish_posting, posting, version=1, pay_reason="Set by the works council", by=admin)
    assert posting.state == PUBLISHED
    assert entries("published posting")[0].details == {"reason_without_pay": "Set by the works council"}


def test_publishing_an_outdated_version_is_rejected(admin: User) -> None:
    posting = a_draft(admin)
    done(services.update_posting, posting, content_of(posting), version=1, by=admin)
    with pytest.raises(EditConflict):
        done(services.publish_posting, posting, version=1, by=admin)


@pytest.mark.parametrize(("act", "state"), [
    (services.publish_posting, PUBLISHED), (services.publish_posting, CLOSED), (services.reopen_posting, DRAFT),
    (services.reopen_posting, PUBLISHED), (services.close_posting, DRAFT), (services.close_posting, CLOSED),
])  # fmt: skip
def test_each_action_requires_its_own_state(admin: User, act: Callable[..., None], state: str) -> None:
    posting = a_posting(state=state)
    with pytest.raises(WrongState):
        done(act, posting, version=1, by=admin)


def test_a_published_posting_must_stay_complete(admin: User) -> None:
    posting = done(services.publish_posting, a_draft(admin), version=1, by=admin)
    whole = content_of(posting)
    for holed in (
        replace(whole, sections={"description": "Only this."}),
        replace(whole, location_ids=(), office_mode=""),
        replace(whole, base_salary_min=None, base_salary_max=None),
        replace(whole, valid_through=now() - timedelta(days=1)),
    ):
        with pytest.raises(NotReady):
            done(services.update_posting, posting, holed, version=2, by=admin)
    before = catalog()
    done(services.update_posting, posting, replace(whole, title="Cook"), version=2, by=admin)
    assert catalog() == before + 1


def test_a_posting_can_be_closed_once_every_applicant_has_a_reply(admin: User) -> None:
    posting = a_posting()
    waiting = an_application(posting)
    an_application(posting, disposition="hired", disposition_reason="hired", disposed_at=now())
    with pytest.raises(ApplicationsWaiting) as refusal:
        done(services.close_posting, posting, version=1, by=admin)
    assert refusal.value.count == 1
    a_message(waiting)
    before = catalog()
    posting = done(services.close_posting, posting, version=1, by=admin)
    assert (posting.state, posting.closed_at is not None, catalog()) == (CLOSED, True, before + 1)


def test_reopening_keeps_the_original_date_and_checks_like_publishing(admin: User) -> None:
    posting = done(services.publish_posting, a_draft(admin), version=1, by=admin)
    first = posting.date_posted
    posting = done(services.close_posting, posting, version=2, by=admin)
    posting = done(services.reopen_posting, posting, version=3, by=admin)
    assert (posting.state, posting.closed_at, posting.date_posted) == (PUBLISHED, None, first)
    over = a_posting(state=CLOSED, closed_at=now(), valid_through=now() - timedelta(days=1), sections=READY)
    with pytest.raises(NotReady):
        done(services.reopen_posting, over, version=1, by=admin)


@pytest.mark.parametrize(("role", "place", "fits"), [
    ("admin", HIRING_MANAGER, True), ("admin", INTERVIEWER, True),
    ("recruiter", HIRING_MANAGER, True), ("recruiter", INTERVIEWER, True),
    ("hiring_manager", HIRING_MANAGER, True), ("hiring_manager", INTERVIEWER, False),
    ("interviewer", HIRING_MANAGER, False), ("interviewer", INTERVIEWER, True),
])  # fmt: skip
def test_team_roles_depend_on_the_account_role(admin: User, role: str, place: str, fits: bool) -> None:
    posting, user = a_posting(), a_user(role)
    if not fits:
        with pytest.raises(WrongTeamRole):
            done(services.add_team_member, posting, user, place, by=admin)
        return
    posting = done(services.add_team_member, posting, user, place, by=admin)
    assert [(member.user_id, member.role) for member in posting.team] == [(user.id, place)]


def test_a_member_is_on_a_team_once_and_can_be_removed(admin: User) -> None:
    posting, user = a_posting(), a_user("recruiter")
    for place in (HIRING_MANAGER, INTERVIEWER):
        posting = done(services.add_team_member, posting, user, place, by=admin)
        assert [member.role for member in posting.team] == [place]
    for _ in range(2):
        posting = done(services.remove_team_member, posting, user.id, by=admin)
        assert posting.team == []


def test_services_do_not_commit(app: Flask, admin: User) -> None:
    services.create_posting(complete_content(), by=admin)
    db.session.rollback()
    assert db.session.scalars(select(Posting)).all() == []
