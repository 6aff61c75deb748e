"""Saved views: one's own, and those that colleagues share."""

from __future__ import annotations

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
    """The views that somebody owns or is shown by colleagues, by name; of one posting where one is named."""
    statement = select(SavedView).where(or_(SavedView.owner_id == user.id, SavedView.is_shared))
    if posting_id:
        statement = statement.where(SavedView.posting_id == posting_id)
    return db.session.scalars(statement.order_by(SavedView.name, SavedView.id).limit(MAX_SHOWN)).all()


def changeable_view(user: User, view_id: int) -> SavedView:
    """The view; 404 unless it is one's own, or a shared one that an administrator tidies up."""
    view = db.session.get(SavedView, view_id)
    if view is None or not can_change(user, view):
        abort(404)
    return view


def can_change(user: User, view: SavedView) -> bool:
    """Whether this person may rename, share and delete the view."""
    return view.owner_id == user.id or (view.is_shared and is_allowed(user, Permission.MANAGE_SITE))


def view_by_name(user: User, name: str) -> SavedView | None:
    """This person's own view of this name."""
    return db.session.scalar(select(SavedView).where(SavedView.owner_id == user.id, SavedView.name == name))


def view_count(user: User) -> int:
    """How many views this person has."""
    statement = select(func.count()).select_from(SavedView).where(SavedView.owner_id == user.id)
    return db.session.scalar(statement) or 0


def posting_exists(user: User, posting_id: int | None) -> int | None:
    """The id, if there is a posting with it whose applications this person may see."""
    return posting_id if posting_id and titles_of(user, [posting_id]) else None
