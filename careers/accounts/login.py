"""Find the user of a request: the cookie holds a token, and the token's hash identifies a session."""

import logging
import re
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask.wrappers import Response
from flask_login import LoginManager, current_user
from sqlalchemy.exc import DBAPIError
from werkzeug.wrappers import Response as BaseResponse

from careers.accounts import queries, services
from careers.accounts.models import User
from careers.clock import now
from careers.database import transaction
from careers.security import PUBLIC, policy_of

log = logging.getLogger(__name__)

HOME = "/hr/"
# The key under which Flask-Login finds the value for the user loader: here a session token, not a user id.
TOKEN = "_user_id"  # noqa: S105  the name of a place, not a password
PENDING = "second_factor_due"
PENDING_SIGN_IN_LIFETIME = timedelta(minutes=5)
# Local paths of the back office, limited to characters that all browsers read alike: no //, \, .., or control
# characters.
LOCAL_PATH = r"/hr/(?!sign-)(?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?"
LOCAL = re.compile(LOCAL_PATH + r"(?:\?[\w.~%?&=+,:;@!$'()*/-]*)?", re.ASCII)
MAX_PATH_LENGTH = 1000
WITHOUT_SECOND_FACTOR = ("accounts.sign_out", "assets.static_file")


class Pending(NamedTuple):
    """A user whose password was correct and who still has to enter a code."""

    user: User
    wanted: str


def init_login(app: Flask) -> None:
    """Register the user loader with Flask-Login."""
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(_load_user)
    # Not init_app(): its after_request hook and context processor read the session on every response, which would add
    # "Vary: Cookie" to public pages. The proxy is only evaluated by templates that use it.
    app.login_manager = manager  # type: ignore[attr-defined]
    app.context_processor(lambda: {"current_user": current_user})
    app.before_request(_ask_for_enrollment)
    app.after_request(_note_seen)


def begin(user: User) -> None:
    """Sign the browser in with a new session; nothing from before the sign-in is kept."""
    token = services.begin_session(user, request.headers.get("User-Agent", ""))
    session.clear()
    session[TOKEN] = token
    g.pop("_login_user", None)


def end() -> None:
    """Sign the browser out and clear its cookie session."""
    services.end_session(session.get(TOKEN, ""))
    session.clear()
    g.pop("_login_user", None)


def current_hash() -> str:
    """Return the hash of this browser's session token."""
    return services.token_hash(session.get(TOKEN, ""))


def ask_for_code(user: User, wanted: str) -> None:
    """Remember for a few minutes that the password was correct."""
    session.clear()
    session[PENDING] = {
        "user": user.id,
        "until": (now() + PENDING_SIGN_IN_LIFETIME).isoformat(),
        "wanted": wanted,
    }


def pending() -> Pending | None:
    """Return the user who still has to enter a code in this browser, or None if that took too long."""
    kept = session.get(PENDING)
    if not kept or datetime.fromisoformat(kept["until"]) < now():
        return None
    user = queries.user_by_id(kept["user"])
    return Pending(user, kept["wanted"]) if user else None


def local_path(wanted: str | None) -> str:
    """Return the path to redirect to after sign-in: ``wanted`` if it is a page of the back office, otherwise its start
    page.

    """
    return wanted if wanted and len(wanted) <= MAX_PATH_LENGTH and LOCAL.fullmatch(wanted) else HOME


def _load_user(token: str) -> User | None:
    found = queries.live_session(services.token_hash(token), services.IDLE_LIFETIME)
    if found is None:
        return None
    if found.last_seen_at < now() - services.SEEN_EVERY:
        g.session_to_note = found.id
    return found.user


def _note_seen(response: Response) -> Response:
    # After the view, so that its transaction is over; at most once a minute per browser.
    session_id = g.pop("session_to_note", None)
    if session_id is not None:
        try:
            with transaction():
                services.note_seen(session_id)
        except DBAPIError as error:
            log.warning("request %s: last_seen not written: %s", g.get("request_id"), type(error).__name__)
    return response


def _ask_for_enrollment() -> BaseResponse | None:
    if not current_app.extensions["settings"].require_mfa or request.endpoint in WITHOUT_SECOND_FACTOR:
        return None
    policy = policy_of(current_app.view_functions.get(request.endpoint or ""))
    if policy in (None, PUBLIC) or (request.endpoint or "").startswith("accounts.second_factor"):
        return None
    if not current_user.is_authenticated or current_user.has_second_factor:
        return None
    return redirect(url_for("accounts.second_factor_status"), 303)
