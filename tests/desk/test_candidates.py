"""People behind applications: who sees them, one person with two addresses, what changed, and invitations."""

import random
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from careers.applications.candidates import duplicate_services, invitation_services, merge_services
from careers.applications.candidates.invitation_services import CannotInvite
from careers.applications.candidates.merge_services import CannotMerge
from careers.applications.candidates.models import PossibleDuplicate
from careers.applications.models import Application, Candidate
from careers.applications.portal.services import choose_future
from careers.audit.models import AuditEntry
from careers.clock import now
from careers.database import db, transaction
from careers.desk.application.reapplication_presenters import IN, OUT, rewritten
from careers.desk.application_search.search_index import index_applications
from careers.desk.candidates import search_queries
from careers.documents.storage import current_storage
from careers.mail.models import OutboundEmail
from careers.postings.models import HIRING_MANAGER, Posting
from careers.privacy.erasure_services import erase_applications
from careers.search import plan
from tests.applications.portal import links_in, mailbox_of, portal_path
from tests.client import PageClient
from tests.documents.samples import pdf
from tests.factories import a_company, a_document, a_posting, a_user, an_application
from tests.staff import NewClient, at_desk, count_of, on_team

PHONE = "+1 415 555 0100"


@pytest.fixture
def posting(app: Flask) -> Posting:
    """An open posting."""
    a_company(time_zone="UTC")
    return a_posting(title="Backend Developer")


@pytest.fixture
def pair(posting: Posting) -> tuple[Application, Application]:
    """Two applications from two addresses with one phone number."""
    first = an_application(posting, name="Anna Berg", email="anna@people.example", phone=PHONE, documents=[])
    other = an_application(a_posting(title="Cook"), name="A. Berg", email="aberg@work.example", phone=PHONE)
    numbers = [first.id, other.id]
    with transaction():
        duplicate_services.compare(numbers)
        index_applications(numbers)
    return db.session.get_one(Application, numbers[0]), db.session.get_one(Application, numbers[1])


def people() -> dict[int, int | None]:
    """Who is merged into whom."""
    db.session.rollback()
    return {row[0]: row[1] for row in db.session.execute(select(Candidate.id, Candidate.merged_into_id))}


def test_people_are_listed_once_and_found_by_what_they_sent(
    client: PageClient, pair: tuple[Application, Application]
) -> None:
    desk = at_desk(client, a_user("recruiter"))
    page = desk.visit("/hr/candidates")
    assert "Anna Berg" in page.text and "A. Berg" in page.text and "Possible duplicates (1)" in page.text
    found = page.form("/hr/candidates").fill(q="aberg").submit("Search")
    assert "A. Berg" in found.text and "Anna Berg" not in found.text
    assert "No matches" in desk.visit("/hr/candidates", query={"q": '"nobody like this"'}).text


def test_a_hiring_manager_sees_people_of_own_postings_and_no_address_of_other_applications(
    client: PageClient, pair: tuple[Application, Application], posting: Posting
) -> None:
    first, other = (each.candidate_id for each in pair)
    with transaction():
        merge_services.merge(first, other, by=a_user("recruiter"))
    stranger = an_application(a_posting(), name="Somebody Else").candidate_id
    desk = at_desk(client, on_team(a_user("hiring_manager"), posting, HIRING_MANAGER))
    page = desk.visit("/hr/candidates")
    assert "Anna Berg" in page.text and "Somebody Else" not in page.text
    page = page.click("Anna Berg")
    assert "aberg@work.example" not in page.html and "Cook" not in page.html
    assert "Invite to apply" not in page.text
    desk.visit(f"/hr/candidates/{stranger}", status=404)
    assert "No matches" in desk.visit("/hr/candidates", query={"q": "aberg"}).text


def test_blind_reviewers_do_not_see_redacted_candidates(client: PageClient, posting: Posting) -> None:
    blind = a_posting(title="Cook", blind_review=True)
    first = an_application(posting, name="Anna Berg", email="anna@people.example")
    second = an_application(blind, candidate_id=first.candidate_id, name="Anna Berg")
    other = an_application(blind, name="Bert Holm", email="bert@people.example")
    manager = a_user("hiring_manager")
    for each in (posting, blind):
        on_team(manager, each, HIRING_MANAGER)
    desk = at_desk(client, manager)
    assert "Bert Holm" not in desk.visit("/hr/candidates").html
    desk.visit(f"/hr/candidates/{other.candidate_id}", status=404)
    assert "Cook" not in desk.visit(f"/hr/candidates/{first.candidate_id}").text
    page = desk.visit(f"/hr/applications/{second.id}")
    assert page.h1 != "Anna Berg" and "Candidate profile" not in page.text
    desk.visit(f"/hr/applications/{second.id}/since-last", status=404)


def test_merging_shows_one_person_and_undoing_restores_exactly(
    client: PageClient, pair: tuple[Application, Application]
) -> None:
    first, other = (each.candidate_id for each in pair)
    before = people()
    desk = at_desk(client, a_user("recruiter", name="Rita Recruiter"))
    page = desk.visit("/hr/candidates").click("Possible duplicates (1)")
    assert "Same phone number" in page.text
    page = page.form("/merges").submit()
    assert "Candidates merged" in page.text
    assert "Backend Developer" in page.text and "Cook" in page.text
    assert people() == {first: None, other: first}
    assert desk.visit(f"/hr/candidates/{other}").path == page.path
    assert "1 or more" not in desk.visit("/hr/candidates").text
    shown = desk.visit(f"/hr/applications/{pair[1].id}")
    assert "Merged with another candidate record" in shown.text and "Backend Developer" in shown.text
    page = page.form("/undo").submit()
    assert "two candidates again" in page.text and people() == before
    assert db.session.scalars(select(PossibleDuplicate.state)).all() == ["open"]
    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.object_kind == "candidate")).all()
    assert actions == ["merged candidates", "undid merge of candidates"]


def test_a_merge_changes_nothing_in_the_portals(client: PageClient, pair: tuple[Application, Application]) -> None:
    path = portal_path(pair[0])
    before = client.visit(path).text
    with transaction():
        merge_services.merge(pair[0].candidate_id, pair[1].candidate_id, by=a_user())
    page = client.visit(path)
    assert page.text == before and "aberg@work.example" not in page.html


def test_merges_are_undone_from_the_latest_and_a_merged_one_is_not_merged_again(
    pair: tuple[Application, Application],
) -> None:
    by, third = a_user(), an_application(a_posting()).candidate_id
    kept, other = (application.candidate_id for application in pair)
    with transaction():
        first = merge_services.merge(kept, other, by=by).id
    with transaction():
        second = merge_services.merge(third, kept, by=by).id
    assert people() == {kept: third, other: third, third: None}
    with pytest.raises(CannotMerge), transaction():
        merge_services.merge(kept, other, by=by)
    with pytest.raises(CannotMerge), transaction():
        merge_services.undo_merge(first, by=by)
    for number in (second, first):
        with transaction():
            merge_services.undo_merge(number, by=by)
    assert people() == {kept: None, other: None, third: None}


def test_erasing_one_of_a_merged_pair_leaves_the_other(pair: tuple[Application, Application]) -> None:
    first, other = (each.candidate_id for each in pair)
    with transaction():
        merge_services.merge(first, other, by=a_user())
    number = pair[0].id
    with transaction():
        erase_applications([number], by="test", storage=current_storage())
    assert people() == {other: None}


def test_hr_can_merge_candidates_that_share_nothing(client: PageClient, posting: Posting) -> None:
    first = an_application(posting, name="Anna Berg", email="anna@people.example").candidate_id
    other = an_application(a_posting(title="Cook"), name="A. Holm", email="Holm@Work.example").candidate_id
    desk, path = at_desk(client, a_user("recruiter")), f"/hr/candidates/{first}"
    for typed, said in (
        ("", "Enter the email"),
        ("nobody@people.example", "Nobody applied with this email."),
        ("ANNA@people.example", "That’s the same candidate."),
    ):
        page = desk.visit(path).form("/by-address").fill(same_as=typed).submit(status=422)
        assert said in page.error_of("same_as") and page.field("same_as")["value"] == typed
    page = desk.visit(path).form("/by-address").fill(same_as="holm@work.example").submit()
    assert "Candidates merged" in page.notices[0] and people()[other] == first
    page.form("/undo").submit()
    assert people()[other] is None


def test_a_dismissed_pair_is_not_shown_again_unless_that_is_undone(
    client: PageClient, pair: tuple[Application, Application]
) -> None:
    desk = at_desk(client, a_user("recruiter"))
    page = desk.visit("/hr/candidates/alike").form("/different").submit()
    assert "No possible duplicates" in page.text
    numbers = [each.id for each in pair]
    with transaction():
        duplicate_services.compare(numbers)
    assert "No possible duplicates" in desk.visit("/hr/candidates/alike").text
    assert "aberg@work.example" in page.form("/again").submit().text


def test_a_new_application_is_compared_automatically(
    posting: Posting, client: PageClient, run_tasks: Callable[[], None], new_client: NewClient
) -> None:
    an_application(posting, name="Anna Berg", email="anna.berg@gmail.com")
    with transaction():
        duplicate_services.compare(list(db.session.scalars(select(Application.id))))
    form = client.visit(f"/jobs/{posting.id}-{posting.slug}/apply").form()
    form.fill(name="Anna B", email="annaberg+work@gmail.com", consent=True).attach("resume", "a.pdf", pdf("Anna"))
    form.submit("Review and send").form().submit("Send application")
    run_tasks()
    page = at_desk(new_client(), a_user("recruiter")).visit("/hr/candidates/alike")
    assert "Same mailbox, spelled differently" in page.text


def test_a_reapplication_shows_what_changed_since_the_last(client: PageClient, posting: Posting) -> None:
    kept, old, new = (a_document(text=text) for text in ("Same sample", "I know Python", "I know Python and Go"))
    again = a_document(sha256=kept.sha256, kind="work_sample")
    first = an_application(posting, name="Anna Berg", phone="1", documents=[old, kept], cover_letter="Dear all")
    an_application(
        a_posting(title="Cook"),
        candidate_id=first.candidate_id,
        phone="2",
        documents=[new, again],
        cover_letter="Dear all",
    )
    desk = at_desk(client, a_user("recruiter"))
    page = desk.visit(f"/hr/candidates/{first.candidate_id}").click("What changed")
    assert page.soup.find("ins") and page.soup.find("ins").get_text().strip() == "and Go"  # type: ignore[union-attr]
    assert "Phone" in page.text and "Cover letter" not in page.text
    for heading, name in (("New", new), ("Not included", old), ("Unchanged", again)):
        assert f"{heading} {name.display_name}" in page.text


def test_words_are_compared_and_what_is_long_is_not() -> None:
    pieces = rewritten("x", "I know Python and Perl well", "I know Python and Go well").pieces
    assert [(piece.kind, piece.text.strip()) for piece in pieces if piece.kind in (IN, OUT)] == [
        (OUT, "Perl"),
        (IN, "Go"),
    ]
    assert rewritten("x", "a b " * 5_000, "b a " * 5_000).is_long


@pytest.fixture
def kept(posting: Posting) -> Application:
    """Somebody who asked to be kept."""
    return an_application(
        posting,
        name="Anna Berg",
        email="anna@people.example",
        future_roles_consent_at=now() - timedelta(days=9),
    )


@pytest.mark.parametrize("gathered", [0, 20_000])
def test_the_talent_pool_lists_candidates_who_opted_in(
    client: PageClient, kept: Application, posting: Posting, monkeypatch: pytest.MonkeyPatch, gathered: int
) -> None:
    # Large pools are read in another way; both find the same people.
    monkeypatch.setattr("careers.desk.candidates.search_queries.MAX_GATHERED", gathered)
    an_application(posting, name="Bert Other")
    page = at_desk(client, a_user("recruiter")).visit("/hr/candidates").click("Talent pool")
    assert "Anna Berg" in page.text and "Bert Other" not in page.text


@pytest.mark.parametrize(("gathered", "found_cost"), [(0, plan.FOUND), (20_000, plan.FOUND), (0, 0)])
def test_searching_candidates_finds_every_match_page_by_page(
    app: Flask, posting: Posting, monkeypatch: pytest.MonkeyPatch, gathered: int, found_cost: int
) -> None:
    # Words that many hold, few, and nobody: each is found in another way, or all are looked up.
    monkeypatch.setattr(plan, "FOUND", found_cost)
    monkeypatch.setattr("careers.desk.candidates.search_queries.MAX_GATHERED", gathered)
    monkeypatch.setattr("careers.desk.candidates.search_queries.MAX_READ", 3)
    chance, others = random.Random(5), a_posting()  # noqa: S311
    sent = many_sent(chance, posting, others)
    manager = on_team(a_user("hiring_manager"), posting, HIRING_MANAGER)
    merged, cut = people(), 0
    for user in (a_user("recruiter"), manager):
        for word, kept in product(("python", "erlang", "quokka"), ("", "yes")):
            wanted = search_queries.candidate_filter_from({"q": word, "kept": kept})
            said = [
                application
                for application, letter in sent
                if word in letter and (application.future_roles_consent_at or not kept)
            ]
            seen = [
                application.candidate_id
                for application in said
                if user is not manager or application.posting_id == posting.id
            ]
            found: list[int] = []
            before = None
            while True:
                page = search_queries.people_page(user, wanted, before, 4)
                found += page.people
                cut, before = cut + page.is_cut, page.more
                if before is None:
                    break
            assert found == sorted({merged[number] or number for number in seen}, reverse=True)
    assert bool(cut) == (db.engine.dialect.name == "mysql" and found_cost > 0)


def many_sent(chance: random.Random, *postings: Posting) -> list[tuple[Application, str]]:
    """Applications with their letters, of people who sent several, and of some who are one with somebody else."""
    sent: list[tuple[Application, str]] = []
    for number in range(24):
        said = [word for word, share in (("python", 0.6), ("erlang", 0.1)) if chance.random() < share]
        again: dict[str, Any] = {"candidate_id": chance.choice(sent)[0].candidate_id} if number % 5 == 4 else {}
        kept, letter = now() if chance.random() < 0.6 else None, f"I know {' and '.join([*said, 'more'])}."
        one = an_application(
            chance.choice(postings), cover_letter=letter, future_roles_consent_at=kept, documents=[], **again
        )
        sent.append((one, letter))
    ids = [sent[number][0].candidate_id for number in (0, 3, 10, 7, 12, 22)]
    for kept_id, other in zip(ids[::2], ids[1::2], strict=True):
        with transaction():
            merge_services.merge(kept_id, other, by=a_user())
    with transaction():
        index_applications([application.id for application, _ in sent])
    return sent


def test_an_invitation_is_sent_once_with_a_link_to_the_posting(
    client: PageClient, kept: Application, instance_path: Path, run_tasks: Callable[[], None]
) -> None:
    other = a_posting(title="Database Engineer")
    desk = at_desk(client, a_user("recruiter"))
    path = f"/hr/candidates/{kept.candidate_id}"
    page = desk.visit(path).form("/invitations").fill(posting=str(other.id)).submit()
    assert "Invitation sent" in page.text
    page = page.form("/invitations").fill(posting=str(other.id)).submit(status=422)
    assert "already invited to apply for Database Engineer" in page.error_of("posting")
    message = mailbox_of(instance_path, run_tasks)()["anna@people.example"]
    assert len(message) == 1 and "Database Engineer" in message[0]["Subject"]
    links = links_in(message[0])
    assert f"/jobs/{other.id}-{other.slug}?source=invitation" in links
    own = next(link for link in links if link.startswith("/applications/"))
    assert "We invited you to apply for “Database Engineer”" in client.visit(own.split("#")[0]).text


def test_opting_out_withdraws_unsent_invitations_and_prevents_new_ones(
    kept: Application, run_tasks: Callable[[], None]
) -> None:
    by, other, number, person = a_user(), a_posting(title="Cook"), kept.id, kept.candidate_id
    with transaction():
        invitation_services.invite(person, db.session.get_one(Posting, other.id), by=by)
    with transaction():
        choose_future(db.session.get_one(Application, number), is_agreed=False)
    run_tasks()
    assert db.session.scalars(select(OutboundEmail)).all() == []
    with pytest.raises(CannotInvite), transaction():
        invitation_services.invite(person, db.session.get_one(Posting, other.id), by=by)


@pytest.mark.parametrize("is_closed", [True, False])
def test_candidates_cannot_be_invited_to_closed_postings_or_their_own(kept: Application, is_closed: bool) -> None:
    person = kept.candidate_id
    wanted = a_posting(state="closed").id if is_closed else kept.posting_id
    by = a_user()
    with pytest.raises(CannotInvite), transaction():
        invitation_services.invite(person, db.session.get_one(Posting, wanted), by=by)


def test_the_candidate_list_has_a_constant_number_of_queries(client: PageClient, posting: Posting) -> None:
    desk = at_desk(client, a_user("recruiter"))
    an_application(posting)
    few = count_of(desk, "/hr/candidates")
    for _ in range(6):
        an_application(posting)
    assert count_of(desk, "/hr/candidates") == few <= 12
