"""Health checks: whether the process is alive, and whether it can do its work."""

from flask import Blueprint, Response
from sqlalchemy import text

from careers.database import db
from careers.security import public

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
@public
def live() -> Response:
    """Return 200 as long as the process responds."""
    return _plain("alive")


@bp.get("/ready")
@public
def ready() -> Response:
    """Return 200 if the database responds, otherwise 503 (from the error handler)."""
    db.session.execute(text("SELECT 1"))
    return _plain("ready")


def _plain(word: str) -> Response:
    response = Response(f"{word}\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
