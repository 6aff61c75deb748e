"""Notes name colleagues with an @: they are told, and find it on their first page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts.models import User
from careers.accounts.services import deactivate
from careers.clock import frozen, now
from careers.database import db, transaction
from careers.mail.models import OutboundEmail
from careers.postings.models import HiringTeamMember
from careers.review.notes.mentioning import mentioned_in, unknown_in
from tests.factories import a_company, a_posting, a_user, an_application
from tests.staff import NewClient, asked, at_desk, attempt, on_team


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def test_mentions_match_full_names_first_names_and_addresses() -> None:
    people = [
        User(name="Ana Li", email="ana@x.example"), User(name="Ana Lindt", email="lindt.a@x.example"),
        User(name="Zoë O’Hara", email="zoe@x.example"),
    ]  # fmt: skip
    cases = {
        "@Ana Lindt, please": ["Ana Lindt"],
        "ask @ana li. And @ZOË!": ["Ana Li", "Zoë O’Hara"],
        "(@lindt.a) and @zoe": ["Ana Lindt", "Zoë O’Hara"],
        "mail ana@x.example or @Anabel": [],
        "@Ana": ["Ana Li"],  # the address; the first name belongs to two
    }
    for text, names in cases.items():
        assert [person.name for person in mentioned_in(text, people)] == names, text
    assert unknown_in("@Bob and @zoe, x@y.z, @", people) == ["Bob"]


def test_mentions_are_emailed_immediately_daily_or_never(
    new_client: NewClient, run_tasks: Callable[[], object]
) -> None:
    posting = a_posting(title="Baker", blind_review=True)
    ira = on_team(a_user("interviewer", name="Ira Stone"), posting, "interviewer")
    desk, other = at_desk(new_client(), a_user("recruiter", name="Ines")), at_desk(new_client(), ira)

    def chosen(notify: str) -> None:
        page = other.visit("/hr/account").form("/notification").fill(mentions=notify).submit()
        assert page.form("/notification").values["mentions"] == notify

    def called(name: str) -> None:
        path = f"/hr/applications/{an_application(posting, name=name).id}"
        desk.visit(path).form("/reviewers", button="Assign").fill(reviewer=ira.id).submit()
        desk.visit(path).form("/notes").fill(body="Look, @Ira Stone.").submit()

    def mail(days: int) -> list[str | None]:
        with frozen(now() + timedelta(days=days)):
            run_tasks()
        db.session.rollback()
        sent = select(OutboundEmail.subject).filter_by(to_address=ira.email).order_by(OutboundEmail.id)
        return list(db.session.scalars(sent))

    chosen("none")
    called("Anna Berg")
    assert mail(1) == []
    assert "Notes that mention you (1)" in other.visit("/hr/").text
    chosen("daily")
    called("Ben Cole")
    assert mail(2) == mail(2) == ["4 items need your attention"]
    assert mail(3) == ["4 items need your attention"] * 2
    chosen("each")
    called("Cleo Dunn")
    assert len(mail(4)) == 4
    assert not any("Anna" in str(subject) for subject in mail(4))


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_access_is_checked_again_when_the_email_is_sent(new_client: NewClient, run_tasks: Callable[[], object]) -> None:
    posting = a_posting(title="Baker")
    gone = on_team(a_user("interviewer", name="Ira Stone"), posting, "interviewer")
    moved = on_team(a_user("hiring_manager", name="Mo Field"), posting, "hiring_manager")
    stays = on_team(a_user("hiring_manager", name="Sam Lake"), posting, "hiring_manager")
    application = an_application(posting, name="Anna Berg")
    desk = at_desk(new_client(), a_user("recruiter", name="Ines"))
    page = desk.visit(f"/hr/applications/{application.id}")
    page = page.form("/reviewers", button="Assign").fill(reviewer=gone.id).submit()
    page.form("/notes").fill(body="Look, @Ira Stone, @Mo Field and @Sam Lake.").submit()
    # The mail server was away meanwhile.
    with transaction():
        deactivate(db.session.get_one(User, gone.id), by="test")
        db.session.delete(db.session.get_one(HiringTeamMember, (posting.id, moved.id)))
    run_tasks()
    states = select(OutboundEmail.to_address, OutboundEmail.state).distinct().order_by(OutboundEmail.to_address)
    assert {tuple(row) for row in db.session.execute(states)} == {
        (gone.email, "failed"), (moved.email, "failed"), (stays.email, "sent"),
    }  # fmt: skip
    assert not any(
        "Anna" in email.subject for email in db.session.scalars(select(OutboundEmail).filter_by(state="failed"))
    )


def test_mentioned_colleagues_with_access_are_notified(new_client: NewClient, run_tasks: Callable[[], object]) -> None:
    posting = a_posting(title="Baker")
    application = an_application(posting, name="Anna Berg")
    named = on_team(a_user("interviewer", name="Ira Stone"), posting, "interviewer")
    asked(named, application)
    a_user("interviewer", name="Una Sees")
    desk, other = at_desk(new_client(), a_user("recruiter", name="Ines")), at_desk(new_client(), named)
    page = desk.visit(f"/hr/applications/{application.id}")
    assert "@Ira Stone" in page.text and "@Una Sees" not in page.text
    page = page.form("/notes").fill(body="Her salary is 7, @Ira Stone. @Una Sees @Ines").submit()
    assert any("no one with access to this application is named @Una" in notice for notice in page.notices)
    mails = db.session.scalars(select(OutboundEmail).where(OutboundEmail.kind == "mention")).all()
    assert [mail.to_address for mail in mails] == [named.email]
    run_tasks()
    db.session.refresh(mails[0])
    assert mails[0].subject == "Ines mentioned you: Anna Berg, Baker"
    today = other.visit("/hr/")
    assert "Notes that mention you (1)" in today.text
    note_form = today.form("/seen")
    stranger = at_desk(new_client(), a_user("recruiter"))
    attempt(stranger, "POST", str(note_form.tag["action"]))
    assert "Notes that mention you" in other.visit("/hr/").text
    assert "Notes that mention you" not in note_form.submit().text
