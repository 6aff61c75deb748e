"""Write, publish, and close postings, and staff their hiring teams. Nothing here commits."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from careers.accounts.models import User
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.company.models import Location
from careers.database import db
from careers.errors import DomainError
from careers.http.catalog import touch_catalog
from careers.postings import history_services
from careers.postings.content_services import (
    PostingContent,
    changed_fields,
    content_of,
    write_columns,
    write_sections,
)
from careers.postings.criteria_services import write_criteria
from careers.postings.models import (
    CLOSED,
    DRAFT,
    HIRING_MANAGER,
    INTERVIEWER,
    PUBLISHED,
    HiringTeamMember,
    Posting,
)
from careers.postings.queries import unanswered_applications
from careers.postings.readiness_services import NotReady, has_ended, missing_content, require_ready
from careers.postings.search_index import index_posting
from careers.security import Role
from careers.versions import claim

Actor = User | str  # a staff member, or the name of an automatic process
PAY_REMOVED = (
    "You can’t remove the pay range from a published posting. Close the posting, remove the pay "
    "range, then reopen it with a reason."
)
PAST = "The closing date can’t be in the past. To stop taking applications now, close the posting."
# Which account roles may have which role on a hiring team.
TEAM_ROLES = {
    HIRING_MANAGER: (Role.ADMIN, Role.RECRUITER, Role.HIRING_MANAGER),
    INTERVIEWER: (Role.ADMIN, Role.RECRUITER, Role.INTERVIEWER),
}


class WrongState(DomainError):
    """The posting is not in the state that the action starts from."""


class PayReasonNeeded(DomainError):
    """Publishing a posting without pay needs a reason, which goes into the audit log."""

    def __init__(self) -> None:
        super().__init__(
            "This posting has no pay range, which several states and countries require. Add one or give a reason."
        )


class ApplicationsWaiting(DomainError):
    """``count`` applicants have not had a reply."""

    def __init__(self, count: int) -> None:
        people = "1 applicant hasn’t" if count == 1 else f"{count} applicants haven’t"
        super().__init__(
            f"{people} been rejected, hired, or messaged yet. Reply to them first, then close the posting."
        )
        self.count = count


class GeneralNotConfirmed(DomainError):
    """Closing the general posting must be confirmed, because the button is easy to press by mistake."""

    def __init__(self) -> None:
        super().__init__(
            "People use this posting to apply without choosing a position. Check the box to stop "
            "taking general applications."
        )


class WrongTeamRole(DomainError):
    """The account's role doesn't allow this role on a hiring team."""


def create_posting(content: PostingContent, *, by: Actor) -> Posting:
    """Create a draft. A hiring manager who creates one joins its team. Raises TextTooLong."""
    creator = by.id if isinstance(by, User) else None
    posting = Posting(state=DRAFT, created_by_id=creator, sections=[], team=[], criteria=[])
    posting.locations = _locations(content.location_ids)
    write_columns(posting, content)
    write_sections(posting, content.sections)
    write_criteria(posting, content.criteria)
    if isinstance(by, User) and by.role == Role.HIRING_MANAGER:
        posting.team.append(HiringTeamMember(user_id=by.id, role=HIRING_MANAGER))
    db.session.add(posting)
    db.session.flush()
    index_posting(posting)
    _record("created posting", posting, by, {})
    return posting


def update_posting(posting: Posting, content: PostingContent, *, version: int, by: Actor) -> None:
    """Save an edit of ``version``. Raises EditConflict, TextTooLong, and, for a published posting, NotReady."""
    claim(posting, version, updated_at=now())
    before, was_open = content_of(posting), posting.is_open()
    public_before = history_services.public_facts(posting)
    changed = changed_fields(before, content)
    write_columns(posting, content)
    write_sections(posting, content.sections)
    write_criteria(posting, content.criteria)
    if "location_ids" in changed:
        posting.locations = _locations(content.location_ids)
    if posting.state == PUBLISHED:
        _require_still_ready(posting, before)
    if posting.is_open() and not was_open:  # a later closing date reopens it
        posting.opened_at = now()
    if posting.state != DRAFT:
        history_services.record_changes(posting, public_before)
    db.session.flush()
    index_posting(posting)
    _record("edited posting", posting, by, {"version": posting.version, "fields": changed})
    _refresh_catalog(posting)


def publish_posting(posting: Posting, *, version: int, pay_reason: str = "", by: Actor) -> None:
    """Publish a draft. Raises WrongState, EditConflict, NotReady, and PayReasonNeeded."""
    _require_state(posting, DRAFT, "This posting is no longer a draft.")
    _make_public(posting, version, pay_reason)
    posting.date_posted = now()
    history_services.record_step(posting, history_services.PUBLISHED)
    _record("published posting", posting, by, _pay_details(posting, pay_reason))
    _refresh_catalog(posting)


def reopen_posting(posting: Posting, *, version: int, pay_reason: str = "", by: Actor) -> None:
    """Reopen a closed posting with its original date. Raises the same as ``publish_posting``."""
    _require_state(posting, CLOSED, "This posting isn’t closed.")
    _make_public(posting, version, pay_reason)
    posting.closed_at = None
    history_services.record_step(posting, history_services.REOPENED)
    _record("reopened posting", posting, by, _pay_details(posting, pay_reason))
    _refresh_catalog(posting)


def close_posting(posting: Posting, *, version: int, ends_general: bool = False, by: Actor) -> None:
    """Close a posting. Raises WrongState, EditConflict, and ApplicationsWaiting if applicants had no reply.

    The general posting is closed only if that is confirmed; else GeneralNotConfirmed is raised.
    """
    _require_state(posting, PUBLISHED, "This posting isn’t published.")
    claim(posting, version, updated_at=now())
    if posting.is_general and not ends_general:
        raise GeneralNotConfirmed
    unanswered = unanswered_applications([posting.id]).get(posting.id, 0)
    if unanswered:
        raise ApplicationsWaiting(unanswered)
    posting.state, posting.closed_at = CLOSED, now()
    history_services.record_step(posting, history_services.CLOSED)
    _record("closed posting", posting, by, {})
    touch_catalog()


def add_team_member(
    posting: Posting, user: User, role: str, *, notifications: Mapping[str, str] | None = None, by: Actor
) -> None:
    """Add a staff member to the hiring team, or change their role on it. Raises WrongTeamRole.

    ``notifications`` are choices by the setting's key; settings without a choice have the role's default.
    """
    if user.role not in TEAM_ROLES[role] or not user.is_active:
        place = {HIRING_MANAGER: "a hiring manager", INTERVIEWER: "an interviewer"}[role]
        raise WrongTeamRole(f"{user.name} can’t be {place} here because of their account role.")
    member = posting.team_member(user.id)
    if member is None:
        member = HiringTeamMember(user_id=user.id, user=user, role=role)
        posting.team.append(member)
    member.role, member.notifications = role, dict(notifications or {})
    db.session.flush()
    _record("changed hiring team", posting, by, {"user": user.id, "role": role, **member.notifications})
    if posting.show_manager:
        _refresh_catalog(posting)


def set_team_notifications(posting: Posting, user: User, choices: Mapping[str, str]) -> bool:
    """Save a team member's notification choices for this posting; return False if the user is not on the team."""
    member = posting.team_member(user.id)
    if member is None:
        return False
    notifications = {**member.notifications, **choices}
    if member.notifications != notifications:
        member.notifications = notifications
        db.session.flush()
        _record("changed hiring team", posting, user, {"user": user.id, **choices})
    return True


def remove_team_member(posting: Posting, user_id: int, *, by: Actor) -> None:
    """Remove someone from the hiring team, if they are on it."""
    member = posting.team_member(user_id)
    if member is not None:
        posting.team.remove(member)
        db.session.flush()
        _record("changed hiring team", posting, by, {"user": user_id, "role": None})
        if posting.show_manager:
            _refresh_catalog(posting)


def _make_public(posting: Posting, version: int, pay_reason: str) -> None:
    claim(posting, version, updated_at=now())
    require_ready(posting)
    if posting.base_salary_min is None and not posting.is_general and not pay_reason.strip():
        raise PayReasonNeeded
    posting.state, posting.opened_at = PUBLISHED, now()


def _require_state(posting: Posting, state: str, sentence: str) -> None:
    if posting.state != state:
        raise WrongState(sentence)


def _require_still_ready(posting: Posting, before: PostingContent) -> None:
    problems = missing_content(posting)
    if has_ended(posting) and posting.valid_through != before.valid_through:
        problems.append(PAST)
    if posting.base_salary_min is None and before.base_salary_min is not None:
        problems.append(PAY_REMOVED)
    if problems:
        raise NotReady(problems)


def _locations(ids: Sequence[int]) -> list[Location]:
    return list(db.session.scalars(select(Location).where(Location.id.in_(ids)).order_by(Location.id)))


def _pay_details(posting: Posting, pay_reason: str) -> dict[str, str]:
    needs_reason = posting.base_salary_min is None and not posting.is_general
    return {"reason_without_pay": pay_reason.strip()} if needs_reason else {}


def _record(action: str, posting: Posting, by: Actor, details: Mapping[str, object]) -> None:
    record(action, by=by, kind=AuditKind.POSTING, object_id=posting.id, details=dict(details))


def _refresh_catalog(posting: Posting) -> None:
    if posting.state == PUBLISHED:
        touch_catalog()
