"""Where to redirect after an action on an application: back to its page, or to the next one in the queue."""

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

# The value of a submit button, and the name of the previous application in the next page's URL.
THEN, NEXT, PREVIOUS = "then", "next", "left"


@dataclass(frozen=True)
class NextStep:
    """Whether the form asks for the next application, its id (None at the end), and whether earlier ones remain."""

    is_asked: bool
    next_id: int | None = None
    has_before: bool = False


def next_step_after(application: Application) -> NextStep:
    """Return the next step. Call it before the action, which may move the application in the queue."""
    if request.form.get(THEN) != NEXT:
        return NextStep(is_asked=False)
    around = queue.neighbors(current_user, filter_from(request.args), application)
    return NextStep(True, around.older[0].id if around.older else None, bool(around.newer))


def redirect_to_next(application_id: int, next_step: NextStep) -> Response:
    """Redirect to the next application, naming the previous one; or back if it was the last one or nobody asked."""
    wanted = filter_from(request.args).query
    if next_step.next_id is not None:
        return redirect(url_for("desk.show", application_id=next_step.next_id, left=application_id, **wanted), 303)
    if next_step.is_asked:
        before = "; earlier ones are still there" if next_step.has_before else ""
        flash(f"That was the last application in this queue{before}.", "info")
    return redirect(url_for("desk.show", application_id=application_id, **wanted), 303)


def previous_from_url() -> PreviousApplication | None:
    """Return the application that the URL names as the previous one; None if the user can't see it."""
    number = id_from(request.args.get(PREVIOUS))
    found = queries.previous_application(current_user, number) if number else None
    return previous_application(*found) if found else None
