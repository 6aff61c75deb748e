"""The first page says what waits for whoever reads it, whatever the database holds."""

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import now
from careers.database import db, transaction
from careers.desk.today.assignment_queries import applications_assigned_to
from careers.desk.today.overview_presenters import overview_for
from careers.desk.today.presenters import MAX_ROWS
from careers.desk.today.queries import due_ids
from careers.pipeline.deadlines.queries import due_soon_until
from careers.pipeline.decisions import services
from careers.pipeline.scores.models import Scorecard
from careers.pipeline.visibility.models import Assignment
from careers.postings.models import HIRING_MANAGER, INTERVIEWER, HiringTeamMember
from careers.review.interviews.models import Interview, Interviewer, InterviewSlot
from careers.review.notes.mention_models import Mention
from careers.review.notes.models import Note
from tests.client import PageClient
from tests.factories import a_company, a_message, a_posting, a_user, an_application, save
from tests.staff import NewClient, asked, at_desk, count_of, on_team

ROLES = ("recruiter", HIRING_MANAGER, INTERVIEWER)
DISPOSITIONS = (None, None, None, "rejected", "hired")


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def test_it_tells_each_role_what_the_rows_say(app: Flask) -> None:
    people = {role: a_user(role) for role in ROLES}
    sent = crowd(random.Random(3), list(people.values()), 60)  # noqa: S311
    with app.test_request_context():
        for role, user in people.items():
            seen = [row for row in sent if is_seen(user, row)]
            active = [row for row in seen if row.disposition is None]
            late = sorted((row.reply_due_at, row.id) for row in active if row.reply_due_at < now())
            new = Counter(row.posting_id for row in active if row.stage == "applied")
            told, mine = (page := overview_for(user)), page["mine"]
            is_soon = [row for row in active if now() <= row.reply_due_at <= due_soon_until()]
            soon = sorted((row.reply_due_at, row.id) for row in is_soon)
            assert told["soon_count"] == str(len(soon)) and len(active) > len(late) + len(soon)
            assert told["overdue_count"] == len(late) > 2
            assert longest(user, 2) == [number for _, number in late[:2]]
            counted = [(row.posting_id, row.count) for row in told["new"]]
            assert counted == sorted(new.items(), key=lambda item: (-item[1], item[0]))
            shown = {
                "overdue": [row.id for row in told["overdue"]],
                "soon": [row.id for row in told["soon"]],
                "cards": [card.id for card in mine.cards],
                "mentions": [mention.application_id for mention in mine.mentions],
                "offers": [row.application_id for row in told["offers"]],
                "interviews": [row.application_id for row in told["interviews"]],
                "replies": [row.id for row in told["replies"]],
            }
            expected = {
                "overdue": [number for _, number in late],
                "soon": [number for _, number in soon],
                "cards": [row.id for row in active if waits_for_card(user, row)],
                "mentions": [row.id for row in reversed(seen) if row.id % 3 == 0],
                "offers": [row.id for row in active if row.id % 4 == 0],
                "interviews": sorted((row.id for row in seen if row.id % 4 == 1), key=in_hours),
                "replies": [row.id for row in seen if row.id % 2] if role != INTERVIEWER else [],
            }
            assert shown == {name: numbers[:MAX_ROWS] for name, numbers in expected.items()}, role
            counts = mine.cards_count, mine.mentions_count
            assert counts == (len(expected["cards"]), len(expected["mentions"]))


def test_decided_applications_leave_the_reviewers_page_and_return_when_reopened(new_client: NewClient) -> None:
    posting = a_posting()
    interviewer = on_team(a_user("interviewer"), posting, INTERVIEWER)
    application, by = an_application(posting), a_user()
    asked(interviewer, application)
    desk = at_desk(new_client(), interviewer)
    with transaction():
        services.reject(db.session.merge(application), reason="skills", version=1, by=by)
    assert "You’re all caught up" in desk.visit("/hr/").text
    with transaction():
        services.reopen(db.session.get_one(Application, application.id), version=2, by=by)
    assert "Waiting for your scorecard (1)" in desk.visit("/hr/").text


@pytest.mark.parametrize("role", ROLES)
def test_today_has_a_constant_number_of_queries(client: PageClient, role: str) -> None:
    user, counts = a_user(role), []
    at_desk(client, user)
    for number in (1, 2):
        crowd(random.Random(number), [user], 30)  # noqa: S311
        counts.append(count_of(client, "/hr/"))
    assert counts[0] == counts[1] <= 18


def crowd(chance: random.Random, people: list[User], count: int) -> list[Application]:
    """Applications for five postings, of which the people's teams have three, with all that may wait about them."""
    postings, sent = [a_posting() for _ in range(5)], []
    for posting in postings[:3]:
        for user in people:
            if user.role in (HIRING_MANAGER, INTERVIEWER):
                on_team(user, posting, user.role)
    at = now()
    for _ in range(count):
        disposition = chance.choice(DISPOSITIONS)
        one = an_application(
            chance.choice(postings), documents=[], stage=chance.choice(("applied", "screen")),
            reply_due_at=at + timedelta(hours=chance.choice((-9, -5, 9, 300))),
            disposition=disposition, disposed_at=now() if disposition else None,
        )  # fmt: skip
        sent.append(one)
        talk_about(one, people[0])
        for user in people:
            ask_about(one, user, chance)
    return sent


def talk_about(application: Application, user: User) -> None:
    """An interview that is offered or booked, or a letter of the candidate."""
    state, at = ("booked", in_hours(application.id)) if application.id % 4 else ("offered", None)
    if application.id % 4 < 2:
        talk = Interview(
            application_id=application.id, title="Talk", place="Here", minutes=30, state=state, starts_at=at,
            uid=f"{application.id}", token_hash=f"{application.id}", sealed_token="x",
            posting_id=application.posting_id,
        )  # fmt: skip
        talk.slots = [] if at else [InterviewSlot(starts_at=in_hours(1)), InterviewSlot(starts_at=in_hours(2))]
        talk.interviewers = [Interviewer(user_id=user.id)]
        save(talk)
    if application.id % 2:
        a_message(application, is_reply=True, read_at=None)


def ask_about(application: Application, user: User, chance: random.Random) -> None:
    """An assignment, a card and a note that names the person, or some of these."""
    if application.id % 4 == 1 or chance.random() < 0.6:
        has_scorecard, is_disposed = chance.random() < 0.3, application.disposition is not None
        # Marks that say too little are what two people at once may leave.
        marks = {
            "has_scorecard": has_scorecard and application.id % 5 > 0,
            "is_disposed": is_disposed and application.id % 7 > 0,
        }
        save(Assignment(application_id=application.id, user_id=user.id, posting_id=application.posting_id, **marks))
        if has_scorecard:
            save(
                Scorecard(
                    application_id=application.id,
                    author_id=user.id,
                    author_name="X",
                    recommendation="yes",
                    average=9,
                )
            )
    if application.id % 3 == 0:
        note = save(Note(application_id=application.id, author_name="Kim", body="Look."))
        save(Mention(note_id=note.id, user_id=user.id))


def longest(user: User, limit: int) -> list[int]:
    """The ids of what is late the longest, as a page with room for so many shows them.

    Such a page is full, and ends between two that were due at the same time.
    """
    asked_for = applications_assigned_to(user) if user.role == INTERVIEWER else None
    return list(due_ids(user, limit, asked_for).late)


def in_hours(number: int) -> datetime:
    """A time within the week ahead."""
    return now() + timedelta(hours=number % 150 + 1)


def is_seen(user: User, application: Application) -> bool:
    """Whether the person may see the application, read off its rows."""
    if user.role == "recruiter":
        return True
    is_own = db.session.get(HiringTeamMember, (application.posting_id, user.id)) is not None
    is_asked = db.session.get(Assignment, (application.id, user.id)) is not None
    return is_own and (is_asked or user.role == HIRING_MANAGER)


def waits_for_card(user: User, application: Application) -> bool:
    """Whether the person was asked, and has handed in no card."""
    cards = select(Scorecard.id).where(Scorecard.application_id == application.id, Scorecard.author_id == user.id)
    return db.session.get(Assignment, (application.id, user.id)) is not None and db.session.scalar(cards) is None
