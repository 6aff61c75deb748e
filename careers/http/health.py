"""Two answers for whoever watches over the site: is the process alive, and can it do its work."""

from __future__ import annotations

from flask import Blueprint, Response
from sqlalchemy import text

from careers.database import db
from careers.security import public

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
@public
def live() -> Response:
    """200 as long as the process answers."""
    return _plain("alive")


@bp.get("/ready")
@public
def ready() -> Response:
    """200 when the database answers; 503 (by the error handler) when it does not."""
    db.session.execute(text("SELECT 1"))
    return _plain("ready")


def _plain(word: str) -> Response:
    response = Response(f"{word}\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
