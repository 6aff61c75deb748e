"""The candidate's own page: what it tells, to whom, and what may be chosen there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from careers.applications.models import Application, Event
from careers.applications.portal.services import AGREEMENTS_A_DAY
from careers.applications.portal.wording import ENDINGS, EVENTS, ROLES
from careers.applications.queries import LINK_LIFETIME
from careers.clock import frozen, now
from careers.company.stages.queries import stage_by_key
from careers.database import db, transaction
from careers.mail.models import OutboundEmail
from careers.pipeline.decisions import services
from careers.pipeline.stages.transitions import REASONS
from careers.postings.models import HIRING_MANAGER, Posting
from careers.review.notes.services import add_note
from careers.security import Role
from tests.applications.portal import opened, own_statements, portal_path
from tests.client import PageClient
from tests.factories import a_user, an_application
from tests.page import Form, Page
from tests.staff import NewClient, at_desk, on_team, statements

Fill = Callable[..., Form]
Send = Callable[[Form], Page]


@pytest.fixture
def application(posting: Posting) -> Application:
    """Anna's application, which nobody has opened."""
    return an_application(posting, name="Anna Berg", email="anna@people.example", cover_letter="Dear all")


def test_every_stage_ending_and_role_has_words_for_the_candidate() -> None:
    assert set(ENDINGS) == set(REASONS) and set(ROLES) == set(Role)
    assert set(REASONS) <= set(EVENTS) and "note_added" not in EVENTS


@pytest.mark.parametrize("key", ["applied", "screen", "interview", "offer"])
def test_the_stage_is_shown_in_plain_words(client: PageClient, posting: Posting, key: str) -> None:
    page, stage = client.visit(portal_path(an_application(posting, stage=key))), stage_by_key(key)
    assert stage and stage.candidate_sentence in page.text
    assert page.soup.select_one("[aria-current=step]").get_text(strip=True) == stage.candidate_name  # type: ignore[union-attr]


def test_the_link_from_the_browser_opens_only_the_receipt(client: PageClient, filled: Fill, send: Send) -> None:
    receipt = send(filled())
    assert receipt.h1 == "We received your application"
    assert "Use the link in that email to check your status" in receipt.text
    for more in ("withdrawal", "deletion", "data.zip"):
        client.visit(f"{receipt.path}/{more}", status=404)
        assert more not in receipt.html


def test_the_page_tells_what_happened_without_notes_and_names_of_staff(
    client: PageClient, application: Application
) -> None:
    by = a_user(name="Rita Recruiter")
    with transaction():
        add_note(application, "Private note", by=by)
        services.move_stage(application, "interview", version=2, by=by)
        services.reject(application, reason="skills", version=3, by=by)
    page = client.visit(portal_path(application))
    assert "Your application moved to “Interviews”" in page.text
    assert ENDINGS["rejected"].sentence in page.text
    assert not any(secret in page.html for secret in ("Rita", "Private note", "Skills", "skills", "Note"))


def test_a_missed_reply_date_is_shown(client: PageClient, application: Application) -> None:
    path = portal_path(application)
    assert "days left" in client.visit(path).text
    with frozen(now() + timedelta(days=30)):
        assert "We’re late, and we’re sorry" in client.visit(path).text


def test_the_page_tells_who_opened_it_by_role_and_time(
    new_client: NewClient, application: Application, posting: Posting
) -> None:
    path, person = portal_path(application), new_client()
    assert "No one yet" in person.visit(path).text
    manager = on_team(a_user("hiring_manager", name="Mona Other"), posting, HIRING_MANAGER)
    desk, address = at_desk(new_client(), manager), f"/hr/applications/{application.id}"
    desk.visit("/hr/applications")
    desk.get(address, headers={"Sec-Purpose": "prefetch;prerender"}, status=503)
    assert "No one yet" in person.visit(path).text
    for _ in range(3):
        desk.visit(address)
    page = person.visit(path)
    assert page.text.count("A hiring manager read your application") == 1
    assert "In review" in page.text and "Mona Other" not in page.html


def test_each_download_is_listed_with_the_file_name(
    client: PageClient, new_client: NewClient, filled: Fill, send: Send
) -> None:
    send(filled())
    application = db.session.scalars(select(Application)).one()
    number, document = application.id, db.session.scalars(select(Event.id)).first()
    assert document
    desk = at_desk(new_client(), a_user("recruiter"))
    page = desk.visit(f"/hr/applications/{number}")
    link = next(href for href in page.links.values() if href.endswith("/file"))
    desk.get(link)
    assert "A recruiter downloaded anna.pdf" in client.visit(portal_path(application)).text


def test_withdrawing_asks_for_confirmation_and_notifies_the_hiring_manager(
    client: PageClient, application: Application
) -> None:
    page = client.visit(portal_path(application)).click("Withdraw this application")
    assert page.h1 == "Withdraw your application?"
    assert db.session.get_one(Application, application.id).disposition is None
    page = page.form().fill(said="Found something\nelse").submit("Withdraw")
    assert "We’ve stopped reviewing it" in page.text and ENDINGS["withdrawn"].sentence in page.text
    db.session.expire_all()
    kept = db.session.get_one(Application, application.id)
    assert (kept.disposition, kept.disposition_reason, kept.version) == ("withdrawn", "candidate_withdrew", 2)
    event = db.session.scalars(select(Event).filter_by(kind="withdrawn")).one()
    assert event.details["said"] == "Found something\nelse" and event.actor_id is None
    told = db.session.scalars(select(OutboundEmail)).one()
    assert (told.kind, told.to_address) == ("application_withdrawn", "mona@staff.example")


def test_a_decided_application_cannot_be_withdrawn(client: PageClient, application: Application) -> None:
    page = client.visit(portal_path(application)).click("Withdraw this application")
    with transaction():
        services.hire(db.session.get_one(Application, application.id), version=1, by=a_user())
    assert "already closed" in page.form().submit("Withdraw").text
    db.session.expire_all()
    assert db.session.get_one(Application, application.id).disposition == "hired"
    assert db.session.scalars(select(OutboundEmail)).all() == []


def test_a_reason_that_is_far_too_long_gets_a_message_beside_the_field(
    client: PageClient, application: Application
) -> None:
    form = client.visit(portal_path(application) + "/withdrawal").form().fill(said="x" * 10_000)
    page = form.submit("Withdraw", status=422)
    assert "at most 1,000 characters" in page.error_of("said")
    assert page.form().values["said"] == "x" * 10_000


def test_reviewers_see_the_reason_for_a_withdrawal(new_client: NewClient, application: Application) -> None:
    form = new_client().visit(portal_path(application) + "/withdrawal").form().fill(said="<b>Moving</b> away")
    form.submit("Withdraw")
    page = at_desk(new_client(), a_user("recruiter")).visit(f"/hr/applications/{application.id}")
    assert "<b>Moving</b> away" in page.text


def test_the_box_for_future_roles_starts_unchecked(
    client: PageClient, apply_path: str, filled: Fill, send: Send
) -> None:
    assert "keep_for_future" not in client.visit(apply_path).form().values
    send(filled())
    assert db.session.scalars(select(Application.future_roles_consent_at)).one() is None


def test_consent_for_later_postings_is_kept_with_its_time_and_can_be_ended(
    client: PageClient, filled: Fill, send: Send
) -> None:
    send(filled(keep_for_future=True))
    application = db.session.scalars(select(Application)).one()
    assert application.future_roles_consent_at
    path = portal_path(application)
    page = client.visit(path).form("/future").fill(keep_for_future=False).submit("Save")
    assert "You ended your consent" in page.text
    db.session.expire_all()
    assert db.session.scalars(select(Application.future_roles_consent_at)).one() is None
    page = page.form("/future").fill(keep_for_future=True).submit("Save")
    assert "You agreed to be considered" in page.text and "Agreed" in page.text
    for is_agreed in [False, True] * AGREEMENTS_A_DAY:
        page = page.form("/future").fill(keep_for_future=is_agreed).submit()
    assert "turn it on again tomorrow" in page.text and page.text.count("You agreed") == AGREEMENTS_A_DAY
    with frozen(now() + timedelta(days=1, minutes=1)):
        page = client.visit(path).form("/future").fill(keep_for_future=True).submit()
    assert "Saved." in page.text


def test_without_the_token_with_anothers_and_with_an_old_one_there_is_a_way_to_a_new_link(
    client: PageClient, application: Application, posting: Posting
) -> None:
    path = portal_path(application)
    other = an_application(posting, name="Bert Other")
    assert "Bert Other" not in client.visit(path).html
    with frozen(now() + LINK_LIFETIME + timedelta(minutes=1)):
        pages = [client.visit(path, status=404)]
    wrong = path[:-1] + ("A" if path[-1] != "A" else "B")
    pages += [
        client.visit(bad, status=404) for bad in (wrong, f"/applications/{other.id}", "/applications/" + "x" * 5000)
    ]
    for page in pages:
        assert page.click("Get a new link by email").h1 == "Check your application status"


@pytest.mark.parametrize("route", ["withdrawal", "future", "deletion", "documents"])
def test_a_token_that_was_not_emailed_allows_no_actions(
    client: PageClient, filled: Fill, send: Send, route: str
) -> None:
    receipt = send(filled())
    source = client.visit("/applications").field("csrf_token")["value"]
    client.post(f"{receipt.path}/{route}", {"csrf_token": source}, status=404, referrer="/applications")
    assert db.session.scalars(select(Application)).one().disposition is None


def test_the_page_has_a_constant_number_of_queries(client: PageClient, application: Application) -> None:
    path = portal_path(application)
    counts = []
    for _ in range(2):
        opened(application)
        with statements() as sent:
            client.visit(path)
        counts.append(len(own_statements(sent)))
    assert counts[0] == counts[1] <= 17
