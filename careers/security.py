"""Roles, permissions, and the policy that every route must declare."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_login import current_user
from werkzeug.exceptions import Unauthorized

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC = "public"
SIGNED_IN = "signed in"


class Role(StrEnum):
    """The role of a staff member; ``ROLE_PERMISSIONS`` lists what each can do."""

    ADMIN = "admin"
    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring_manager"
    INTERVIEWER = "interviewer"


# The labels of roles on every page. Candidates see other names (applications/portal/wording.py).
ROLE_LABELS: dict[str, str] = {
    Role.ADMIN: "Admin",
    Role.RECRUITER: "Recruiter",
    Role.HIRING_MANAGER: "Hiring manager",
    Role.INTERVIEWER: "Interviewer",
}


class Permission(StrEnum):
    """A permission of roles; queries decide which objects it applies to."""

    MANAGE_SITE = "manage site"
    READ_AUDIT = "read audit"
    READ_MAIL = "read mail"
    READ_POSTINGS = "read postings"
    DRAFT_POSTINGS = "draft postings"
    PUBLISH_POSTINGS = "publish postings"
    READ_APPLICATIONS = "read applications"
    NOTE = "note"
    SCORE = "score"
    REVEAL = "reveal"
    TAG = "tag"
    ASSIGN = "assign"
    MANAGE_TAGS = "manage tags"
    MOVE = "move"
    DECIDE = "decide"
    BULK = "bulk"
    QUARANTINE = "quarantine"
    MANAGE_CANDIDATES = "manage candidates"
    ERASE = "erase"
    READ_REPORTS = "read reports"
    EXPORT = "export"


_INTERVIEWER = {Permission.READ_APPLICATIONS, Permission.NOTE, Permission.SCORE}
_HIRING_MANAGER = _INTERVIEWER | {
    Permission.READ_POSTINGS,
    Permission.DRAFT_POSTINGS,
    Permission.TAG,
    Permission.ASSIGN,
    Permission.MOVE,
    Permission.DECIDE,
    Permission.READ_REPORTS,
}
_RECRUITER = _HIRING_MANAGER | {
    Permission.PUBLISH_POSTINGS,
    Permission.READ_MAIL,
    Permission.MANAGE_TAGS,
    Permission.REVEAL,
    Permission.QUARANTINE,
    Permission.MANAGE_CANDIDATES,
    Permission.EXPORT,
    Permission.BULK,
}
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission),
    Role.RECRUITER: frozenset(_RECRUITER),
    Role.HIRING_MANAGER: frozenset(_HIRING_MANAGER),
    Role.INTERVIEWER: frozenset(_INTERVIEWER),
}

# The areas of the back office: the label, the path, and the permission to open it.
DESK_AREAS = (
    ("Today", "/hr/", Permission.READ_APPLICATIONS),
    ("Postings", "/hr/postings", Permission.READ_POSTINGS),
    ("Applications", "/hr/applications", Permission.READ_APPLICATIONS),
    ("Candidates", "/hr/candidates", Permission.READ_APPLICATIONS),
    ("Reports", "/hr/reports", Permission.READ_REPORTS),
    ("Quarantine", "/hr/quarantine", Permission.QUARANTINE),
    ("Email", "/hr/mail", Permission.READ_MAIL),
    ("Audit log", "/hr/audit", Permission.READ_AUDIT),
    ("Settings", "/hr/settings", Permission.MANAGE_SITE),
)


# Pages whose area is not a prefix of their path.
PARTS_OF_AREAS = {
    "/hr/bulks": "/hr/applications",
    "/hr/tags": "/hr/applications",
    "/hr/views": "/hr/applications",
    "/hr/workbench": "/hr/applications",
}


def desk_area(path: str) -> str:
    """Return the path of the area that a page of the back office belongs to."""
    first = "/".join(path.split("/", 3)[:3])
    return PARTS_OF_AREAS.get(first, first)


def desk_areas() -> list[tuple[str, str]]:
    """Return the areas that the signed-in user can open, as (label, path)."""
    return [(label, path) for label, path, permission in DESK_AREAS if is_allowed(current_user, permission)]


class SignInRequired(Unauthorized):
    """Nobody is signed in, and the page is for staff."""


def is_allowed(user: Any, permission: Permission) -> bool:
    """Return whether the user's role has the permission; False if nobody is signed in."""
    return bool(user.is_authenticated) and permission in ROLE_PERMISSIONS[Role(user.role)]


def public(view: View) -> View:
    """Declare a view public."""
    view.policy = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Allow a view to any signed-in staff member."""
    return _guarded(view, SIGNED_IN, lambda: True)


def requires(permission: Permission) -> Callable[[View], View]:
    """Allow a view only to roles with the permission; others get 403."""
    return lambda view: _guarded(view, permission, lambda: is_allowed(current_user, permission))


def _guarded(view: View, policy: str, allows: Callable[[], bool]) -> View:
    @wraps(view)
    def guard(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            raise SignInRequired
        if not allows():
            abort(403)
        return view(*args, **kwargs)

    guard.policy = policy  # type: ignore[attr-defined]
    return guard  # type: ignore[return-value]


def policy_of(view: Callable[..., Any] | None) -> str | None:
    """Return the policy that a view declares, or None."""
    return getattr(view, "policy", None)


def init_security(app: Flask) -> None:
    """Deny requests to views that declare no policy, and give templates the areas that a user can open."""
    app.jinja_env.globals |= {"desk_area": desk_area, "desk_areas": desk_areas}

    @app.before_request
    def deny_by_default() -> None:
        if request.endpoint and policy_of(current_app.view_functions.get(request.endpoint)) is None:
            abort(403)
