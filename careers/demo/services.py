"""Fill an empty site with the company's content, postings, accounts, and applications."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from careers.accounts.models import User
from careers.accounts.services import create_user
from careers.applications.equal_opportunity.services import ask_question
from careers.clock import end_of_day, now
from careers.company.markdown import render
from careers.company.models import Benefit, CompanyProfile, Department, HiringStep, Location, Page
from careers.company.pages.models import PageVersion
from careers.company.pages.queries import content_of
from careers.company.pages.services import PRIVACY
from careers.company.stages.services import add_stage
from careers.database import db
from careers.demo.account_services import Account
from careers.demo.application_services import fill_applications
from careers.demo.count_services import fill_figures
from careers.formatting import minor_units
from careers.http.catalog import touch_catalog
from careers.postings.criteria_services import parse_criteria
from careers.postings.general_services import create_general_posting
from careers.postings.models import (
    CLOSED,
    DRAFT,
    SECTIONS,
    HiringTeamMember,
    Posting,
    PostingCriterion,
    PostingSection,
    RoleOverview,
    RoleSection,
)
from careers.postings.questions.services import QuestionContent, choices_in, write_questions
from careers.postings.rubrics.models import Rubric
from careers.postings.schedule.models import PostingSchedule
from careers.postings.search_index import index_posting
from careers.postings.services import publish_posting
from careers.postings.urls import posting_slug
from careers.security import Role

CONTENT = Path(__file__).parent / "content"
# The posting opened in the morning: with whole days, all would close at the hour of the first start.
HOURS_BETWEEN = 7


def has_content() -> bool:
    """Return whether there is a company profile or a posting."""
    return any(db.session.scalar(select(model.id).limit(1)) is not None for model in (CompanyProfile, Posting))


def has_staff() -> bool:
    """Return whether there is a staff account."""
    return db.session.scalar(select(User.id).limit(1)) is not None


def fill(accounts: list[Account]) -> None:
    """Fill an empty site with content and postings, and with the accounts, if any."""
    company = _content("company.toml")
    _fill_company(company)
    users = [
        create_user(
            name=account.name,
            email=account.email,
            role=Role(account.role),
            title=account.title,
            password=account.password,
            by="demo",
        )
        for account in accounts
    ]
    people = {Role(user.role): user for user in users}
    db.session.flush()
    departments = {row.slug: row for row in db.session.scalars(select(Department))}
    locations = {row.slug: row for row in db.session.scalars(select(Location))}
    postings, roles = _content("postings.toml")["postings"], _fill_roles()
    for number, written in enumerate(postings):
        posting = _posting(written, number, zone=company["profile"]["time_zone"])
        posting.department = departments[written["department"]]
        posting.locations = [locations[slug] for slug in written["locations"]]
        posting.team = _team(people)
        posting.role = roles.get(posting.title)
        db.session.add(posting)
        db.session.flush()
        if days := written.get("publish_in_days"):
            at = (now() + timedelta(days=days)).replace(hour=16, minute=0, second=0, microsecond=0)
            db.session.add(PostingSchedule(posting_id=posting.id, publish_at=at, by_id=None))
        write_questions(posting.id, [_question(row) for row in written.get("questions", [])])
        index_posting(posting)
    if users:
        made = db.session.scalars(select(Posting).order_by(Posting.id)).all()
        fill_applications(made, people)
        fill_figures(made[-1])
    _fill_general(departments["people"], people)
    touch_catalog()


def _team(people: dict[Role, User], **of: int) -> list[HiringTeamMember]:
    """Return the members of a posting's team: the people whose role can be on one."""
    return [
        HiringTeamMember(user_id=people[role].id, role=role, **of)
        for role in (Role.HIRING_MANAGER, Role.INTERVIEWER)
        if role in people
    ]


def _fill_general(department: Department, people: dict[Role, User]) -> None:
    """Create the general posting."""
    posting = db.session.get_one(Posting, create_general_posting(department.id, by="demo"))
    db.session.add_all(_team(people, posting_id=posting.id))
    publish_posting(posting, version=posting.version, by="demo")


def _content(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def _fill_company(written: dict[str, Any]) -> None:
    profile = {name: str(value).strip() for name, value in written["profile"].items()}
    about = profile.pop("about")
    db.session.add(CompanyProfile(id=1, about_markdown=about, about_html=render(about), **profile))
    db.session.add_all(Department(**row) for row in written["departments"])
    db.session.add_all(Location(**row) for row in written["locations"])
    db.session.add_all(Benefit(position=place, **_stripped(row)) for place, row in enumerate(written["benefits"]))
    db.session.add_all(
        HiringStep(position=place, **_stripped(row)) for place, row in enumerate(written["hiring_steps"])
    )
    for row in written["equal_opportunity_questions"]:
        ask_question(row["wording"], choices_in(row["choices"]), hint=row.get("hint", ""), by="demo")
    for row in written["stages"]:
        add_stage(_stripped(row), after="screen", by="demo")
    db.session.add_all(Rubric(**_stripped(row)) for row in written["rubrics"])
    for page in _content("pages.toml")["pages"]:
        row = _stripped(page)
        body = row.pop("body")
        saved = Page(body_markdown=body, body_html=render(body), **row)
        db.session.add(saved)
        db.session.flush()
        label = profile["privacy_version"] if saved.slug == PRIVACY else ""
        db.session.add(PageVersion(page_id=saved.id, number=1, author_name="", label=label, **vars(content_of(saved))))
    db.session.flush()


def _fill_roles() -> dict[str, RoleOverview]:
    """Create the role overviews, by the titles of their postings."""
    by_posting: dict[str, RoleOverview] = {}
    for row in _content("roles.toml")["roles"]:
        texts = [_stripped(section) for section in row["sections"]]
        sections = [
            RoleSection(position=place, html=render(text["markdown"]), **text) for place, text in enumerate(texts)
        ]
        role = RoleOverview(
            slug=row["slug"], title=row["title"], introduction=row["introduction"].strip(), sections=sections
        )
        db.session.add(role)
        by_posting |= dict.fromkeys(row["postings"], role)
    return by_posting


def _stripped(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in row.items()}


def _posting(written: dict[str, Any], number: int, *, zone: str) -> Posting:
    row = _stripped(written)
    unit = minor_units(row["currency"])
    opened = now() - timedelta(days=row["opened_days_ago"], hours=number % HOURS_BETWEEN)
    is_dated = row["state"] != DRAFT and row["open_for_days"]
    return Posting(
        title=row["title"],
        slug=posting_slug(row["title"]),
        summary=row["summary"],
        state=row["state"],
        employment_type=row["employment_type"],
        is_remote=row["remote"],
        remote_countries=",".join(row["remote_countries"]),
        office_mode=row["office_mode"],
        base_salary_min=row["pay_min"] * unit,
        base_salary_max=row["pay_max"] * unit,
        base_salary_currency=row["currency"],
        base_salary_unit=row["pay_unit"],
        degree_required=row["degree_required"],
        show_manager=row.get("show_manager", False),
        blind_review=row.get("blind_review", False),
        stages=",".join(sorted(row.get("stages", []))),
        reply_within_days=row["reply_within_days"],
        date_posted=None if row["state"] == DRAFT else opened,
        opened_at=None if row["state"] == DRAFT else opened,
        valid_through=end_of_day((opened + timedelta(days=row["open_for_days"])).date(), zone) if is_dated else None,
        closed_at=now() if row["state"] == CLOSED else None,
        sections=[_section(name, row[name]) for name in SECTIONS if row[name]],
        criteria=[
            PostingCriterion(position=place, name=name, description=description)
            for place, (name, description) in enumerate(parse_criteria(row.get("criteria", "")))
        ],
    )


def _question(row: dict[str, Any]) -> QuestionContent:
    choices = row.get("choices", "").strip()
    return QuestionContent(row["kind"], row["wording"], row.get("hint", ""), row.get("required", False), choices)


def _section(name: str, text: str) -> PostingSection:
    return PostingSection(name=name, markdown=text, html=render(text))
