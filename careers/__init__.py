"""The careers site: ``create_app`` assembles it from its packages."""

import logging
import os
from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

from careers.config import load_settings
from careers.database import init_database
from careers.discovery import join_package, template_loader
from careers.http import init_http
from careers.http.headers import session_settings
from careers.security import init_security

# From the bottom up: each may import the ones before it. ARCHITECTURE.md describes them.
PACKAGES = (
    "tasks",
    "mail",
    "search",
    "documents",
    "audit",
    "accounts",
    "company",
    "postings",
    "applications",
    "pipeline",
    "review",
    "desk",
    "reports",
    "privacy",
    "demo",
)


def create_app(environ: Mapping[str, str] | None = None) -> Flask:
    """Return the app for the settings in ``environ``, by default those of the process. Raises ConfigError."""
    settings = load_settings(os.environ if environ is None else environ)
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    app = Flask(__name__, instance_path=str(settings.instance_path), static_folder=None)
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MIGRATIONS_PATH=Path(__file__).parent.parent / "migrations",
        **session_settings(settings),
    )
    app.jinja_loader = template_loader()
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    init_database(app, settings)
    init_http(app, settings)
    init_security(app)
    app.extensions["csrf"] = CSRFProtect(app)
    for package in PACKAGES:
        join_package(app, package)
    return app
