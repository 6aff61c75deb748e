"""Where one goes after an act on an application: back to its page, or on to the next in the filtered queue."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.applications.models import Application
from careers.desk.application import queries
from careers.desk.application.panel_presenters import PreviousApplication, previous_application
from careers.desk.application_search import queries as queue
from careers.desk.application_search.filters import filter_from
from careers.http.arguments import id_from

# What a pressed button sends with its form, and what the next page's address says of the one that was left.
THEN, NEXT, PREVIOUS = "then", "next", "left"


@dataclass(frozen=True)
class NextStep:
    """Whether the form asks to go on, to which application (None behind the last one), and whether some lie before."""

    is_asked: bool
    next_id: int | None = None
    has_before: bool = False


def next_step_after(application: Application) -> NextStep:
    """Where the form asks to go on to, in the queue. Ask before the act, which may move the application."""
    if request.form.get(THEN) != NEXT:
        return NextStep(is_asked=False)
    around = queue.neighbors(current_user, filter_from(request.args), application)
    return NextStep(True, around.older[0].id if around.older else None, bool(around.newer))


def redirect_to_next(application_id: int, onward: NextStep) -> Response:
    """To the next, which says where one comes from; or back, where it was the last one or nobody asked."""
    wanted = filter_from(request.args).query
    if onward.next_id is not None:
        return redirect(
            url_for("desk.show", application_id=onward.next_id, left=application_id, **wanted), 303
        )
    if onward.is_asked:
        before = "; earlier ones are still there" if onward.has_before else ""
        flash(f"That was the last application in this queue{before}.", "info")
    return redirect(url_for("desk.show", application_id=application_id, **wanted), 303)


def previous_from_url() -> PreviousApplication | None:
    """The application that one comes from, as the address says; nothing where it is not this person's to see."""
    number = id_from(request.args.get(PREVIOUS))
    found = queries.previous_application(current_user, number) if number else None
    return previous_application(*found) if found else None
