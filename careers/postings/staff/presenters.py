"""Postings as staff screens show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from wtforms.fields import SelectChoice

from careers.accounts.models import User
from careers.accounts.queries import active_users_with_role
from careers.clock import to_local
from careers.company.markdown import TextTooLong, render, safe_html
from careers.company.queries import company_profile
from careers.formatting import format_date, format_datetime, format_planned_time
from careers.mail.kinds import NEVER, Scope, settings_in
from careers.postings import presenters
from careers.postings.checks.presenters import PublishIssue, publish_issues
from careers.postings.content_services import content_of
from careers.postings.models import CLOSED, DRAFT, PUBLISHED, SECTIONS, HiringTeamMember, Posting
from careers.postings.queries import waiting_applications
from careers.postings.questions.queries import question_count
from careers.postings.readiness_services import NO_MANAGER, has_hiring_manager
from careers.postings.roles.queries import role_postings
from careers.postings.schedule.queries import schedule_of
from careers.postings.services import TEAM_ROLES
from careers.postings.sources import clean_source, with_source
from careers.postings.staff import queries as staff_queries
from careers.postings.staff.forms import PostingEditForm, PostingForm, form_values
from careers.postings.urls import posting_path, posting_url
from careers.security import ROLE_LABELS, Permission, is_allowed
from careers.versions import compare_with_saved

FIELD_LABELS = {
    "title": "Title",
    "summary": "Summary",
    "department_id": "Department",
    "employment_type": "Employment type",
    "is_remote": "Fully remote is possible",
    "remote_countries": "Remote countries",
    "office_mode": "Work arrangement",
    "location_ids": "Locations",
    "base_salary_min": "Minimum pay",
    "base_salary_max": "Maximum pay",
    "base_salary_currency": "Currency",
    "base_salary_unit": "Pay period",
    "degree_required": "Degree required",
    "show_manager": "Show the hiring managers on the page",
    "blind_review": "Blind review",
    "work_sample_first": "Work sample first",
    "stages": "Stages",
    "role_id": "Role overview",
    "reply_within_days": "Reply within (working days)",
    "valid_through": "Closing date",
    **presenters.SECTION_TITLES,
    "criteria": "Scoring criteria",
}
NOT_LISTED = "Not listed; the form is at /apply"


@dataclass(frozen=True)
class PostingRow:
    """A posting in the staff list."""

    id: int
    title: str
    department: str
    places: str
    state: str
    waiting: int
    dates: str


@dataclass(frozen=True)
class Conflict:
    """The edits that others saved while a user was editing the posting, and the fields that differ."""

    saves: list[str]
    differences: list[tuple[str, str]]


@dataclass(frozen=True)
class PostingState:
    """A posting's state, and the actions that are possible."""

    id: int
    title: str
    state: str
    version: int
    since: str
    is_general: bool
    public_path: str | None
    waiting: int
    questions: int
    needs_pay_reason: bool
    may_publish: bool
    can_publish: bool
    can_reopen: bool
    can_close: bool
    warning: str | None


@dataclass(frozen=True)
class Member:
    """A member of the hiring team."""

    user_id: int
    name: str
    place: str
    is_active: bool
    notify: str


@dataclass(frozen=True)
class Preview:
    """Title, summary, and the sections as (title, HTML)."""

    title: str
    summary: str
    sections: list[tuple[str, Markup]]


def posting_rows(postings: Sequence[Posting], publish_times: Mapping[int, datetime]) -> list[PostingRow]:
    """Return the rows of the staff list. ``publish_times`` are those of scheduled postings, by id."""
    zone = company_profile().time_zone
    waiting = waiting_applications([posting.id for posting in postings])
    return [
        PostingRow(
            id=posting.id,
            title=posting.title,
            department=posting.department.name,
            places=NOT_LISTED if posting.is_general else presenters.places(posting),
            state=posting.state,
            waiting=waiting.get(posting.id, 0),
            dates=f"Publishes {format_planned_time(publish_times[posting.id], zone)}"
            if posting.id in publish_times
            else _dates(posting, zone),
        )
        for posting in postings
    ]


def posting_state(posting: Posting, user: User) -> PostingState:
    """Return the posting's state. Its team must be loaded."""
    may_publish = is_allowed(user, Permission.PUBLISH_POSTINGS)
    return PostingState(
        id=posting.id,
        title=posting.title,
        state=posting.state,
        version=posting.version,
        since=_dates(posting, company_profile().time_zone),
        is_general=bool(posting.is_general),
        public_path=posting_path(posting) if posting.state == PUBLISHED else None,
        waiting=waiting_applications([posting.id]).get(posting.id, 0),
        questions=question_count(posting.id),
        needs_pay_reason=posting.base_salary_min is None and not posting.is_general,
        may_publish=may_publish,
        can_publish=may_publish and posting.state == DRAFT,
        can_reopen=may_publish and posting.state == CLOSED,
        can_close=may_publish and posting.state == PUBLISHED,
        warning=None if has_hiring_manager(posting) or posting.state == CLOSED else NO_MANAGER,
    )


def team_members(posting: Posting) -> list[Member]:
    """Return the hiring team by name."""
    team = sorted(posting.team, key=lambda member: (member.user.name, member.user_id))
    return [
        Member(
            user_id=member.user_id,
            name=member.user.name,
            place=ROLE_LABELS[member.role],
            is_active=member.user.is_active,
            notify=notification_summary(member),
        )
        for member in team
    ]


def notification_summary(member: HiringTeamMember) -> str:
    """Return the notifications that a member gets, such as "Each application"."""
    chosen = [(setting, setting.choice_of(member)) for setting in settings_in(Scope.TEAM)]
    return ", ".join(setting.choices[choice] for setting, choice in chosen if choice != NEVER) or "Off"


def issues_of(posting: Posting) -> list[PublishIssue]:
    """Return the issues to consider before publishing. Its locations and sections must be loaded."""
    peers = role_postings(posting.role_id, besides=posting.id) if posting.role_id else []
    return publish_issues(posting, peers)


def scheduled_time(posting: Posting, zone: str) -> str:
    """Return when the draft will be published automatically, as text; empty if it won't."""
    schedule = schedule_of(posting.id) if posting.state == DRAFT else None
    return format_planned_time(schedule.publish_at, zone) if schedule else ""


def campaign_link(posting: Posting, campaign: str) -> str:
    """Return the posting's URL for a campaign, recorded as the source of applications; empty without a name."""
    source = clean_source(campaign)
    return with_source(posting_url(posting), source) if source else ""


def team_choices() -> list[SelectChoice]:
    """Return the active staff members who can be on a hiring team, as choices of a form."""
    roles = {role for allowed in TEAM_ROLES.values() for role in allowed}
    return [
        SelectChoice(user.id, f"{user.name} ({ROLE_LABELS[user.role].lower()})")
        for user in active_users_with_role(*roles)
    ]


def conflict_of(posting: Posting, form: PostingEditForm, zone: str) -> Conflict:
    """Return what others saved after the form's version, which is set to the posting's. Read the posting anew first."""
    edits = staff_queries.saves_since(posting, form.version.data)
    saved = form_values(content_of(posting), posting.version, zone)
    return Conflict(
        saves=[_save_text(entry.actor_name, entry.at, entry.details.get("fields", [])) for entry in edits],
        differences=compare_with_saved(form, saved, posting.version),
    )


def _save_text(name: str, at: datetime, fields: list[str]) -> str:
    labels = ", ".join(FIELD_LABELS[field] for field in fields if field in FIELD_LABELS)
    return f"{name}, {format_datetime(at)}: {labels or 'published, closed, or reopened'}"


def _dates(posting: Posting, zone: str) -> str:
    if posting.state == DRAFT:
        return f"Last edited {format_datetime(posting.updated_at)}"
    if posting.state == CLOSED and posting.closed_at:
        return f"Closed {format_date(to_local(posting.closed_at, zone))}"
    if posting.valid_through is not None and not posting.is_open():
        return "Closing date passed"
    return presenters.closes(posting, zone)


def preview_of(form: PostingForm) -> Preview:
    """Return a preview of the unsaved form as visitors would see it; an error replaces a text that is too long."""
    written = [(name, (form[name].data or "").strip()) for name in SECTIONS if name in form]
    sections = [(presenters.SECTION_TITLES[name], _rendered(text)) for name, text in written if text]
    return Preview(form.title.data or "", form.summary.data or "", sections)


def _rendered(text: str) -> Markup:
    try:
        return safe_html(render(text))
    except TextTooLong as error:
        return Markup("<p>{}</p>").format(str(error))
