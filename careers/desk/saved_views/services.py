"""Save, rename, share, and delete views. Nothing here commits."""

from careers.accounts.models import User
from careers.database import db
from careers.desk.application_search.filters import ApplicationFilter
from careers.desk.saved_views import queries
from careers.desk.saved_views.models import SavedView
from careers.errors import DomainError
from careers.text import one_line

MAX_VIEWS = 50  # of one person


class InvalidView(DomainError):
    """The view has no filter, its name is taken, or the user has too many."""


def save_view(wanted: ApplicationFilter, *, name: str, is_shared: bool, by: User) -> SavedView:
    """Save a filter under a name. Raises InvalidView."""
    if not wanted.query:
        raise InvalidView("Search or filter the list first.")
    if queries.view_count(by) >= MAX_VIEWS:
        raise InvalidView(f"You’ve reached the limit of {MAX_VIEWS} views. Delete one first.")
    view = SavedView(
        owner_id=by.id,
        filters=wanted.query,
        posting_id=queries.posting_exists(by, wanted.posting),
        is_shared=is_shared,
    )
    view.name = _free_name(name, view, by)
    db.session.add(view)
    db.session.flush()
    return view


def change_view(view: SavedView, *, name: str, is_shared: bool) -> None:
    """Rename a view, and share it or stop sharing it. Raises InvalidView."""
    view.name, view.is_shared = _free_name(name, view, view.owner), is_shared
    db.session.flush()


def delete_view(view: SavedView) -> None:
    """Delete a view."""
    db.session.delete(view)
    db.session.flush()


def _free_name(name: str, view: SavedView, owner: User) -> str:
    clean = one_line(name)
    with db.session.no_autoflush:
        taken = queries.view_by_name(owner, clean)
    if taken is not None and taken.id != view.id:
        raise InvalidView(f"There’s already a view named “{clean}”. Choose a different name.")
    return clean
