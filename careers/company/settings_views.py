"""The settings: everything that the company says, is called and looks like, without touching code."""

from __future__ import annotations

from flask import Blueprint, render_template

from careers.company.settings_presenters import SETTINGS
from careers.security import Permission, requires

bp = Blueprint("settings", __name__, url_prefix="/hr/settings")


@bp.get("")
@requires(Permission.MANAGE_SITE)
def index() -> str:
    """All pages of settings."""
    return render_template("company/settings.html", groups=SETTINGS)
