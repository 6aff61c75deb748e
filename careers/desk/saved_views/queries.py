"""A user's own saved views, and those that colleagues share."""

from collections.abc import Sequence

from flask import abort
from sqlalchemy import func, or_, select

from careers.accounts.models import User
from careers.database import db
from careers.desk.saved_views.models import SavedView
from careers.pipeline.visibility.posting_queries import titles_of
from careers.security import Permission, is_allowed

MAX_SHOWN = 100


def views_for(user: User, posting_id: int | None = None) -> Sequence[SavedView]:
    """Return the views that a user owns or that are shared, by name; with ``posting_id``, those of one posting."""
    statement = select(SavedView).where(or_(SavedView.owner_id == user.id, SavedView.is_shared))
    if posting_id:
        statement = statement.where(SavedView.posting_id == posting_id)
    return db.session.scalars(statement.order_by(SavedView.name, SavedView.id).limit(MAX_SHOWN)).all()


def changeable_view(user: User, view_id: int) -> SavedView:
    """Return the view; 404 unless the user owns it, or is an admin and it is shared."""
    view = db.session.get(SavedView, view_id)
    if view is None or not can_change(user, view):
        abort(404)
    return view


def can_change(user: User, view: SavedView) -> bool:
    """Return whether the user can rename, share, and delete the view."""
    return view.owner_id == user.id or (view.is_shared and is_allowed(user, Permission.MANAGE_SITE))


def view_by_name(user: User, name: str) -> SavedView | None:
    """Return the user's own view with this name, or None."""
    return db.session.scalar(select(SavedView).where(SavedView.owner_id == user.id, SavedView.name == name))


def view_count(user: User) -> int:
    """Return how many views the user has."""
    statement = select(func.count()).select_from(SavedView).where(SavedView.owner_id == user.id)
    return db.session.scalar(statement) or 0


def posting_exists(user: User, posting_id: int | None) -> int | None:
    """Return the id if the posting exists and the user can see its applications."""
    return posting_id if posting_id and titles_of(user, [posting_id]) else None
