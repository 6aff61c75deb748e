"""The index of the settings."""

from flask import Blueprint, render_template

from careers.company.settings_presenters import SETTINGS
from careers.security import Permission, requires

bp = Blueprint("settings", __name__, url_prefix="/hr/settings")


@bp.get("")
@requires(Permission.MANAGE_SITE)
def index() -> str:
    """Show links to all settings pages."""
    return render_template("company/settings.html", groups=SETTINGS)
