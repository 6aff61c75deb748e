"""The WSGI entry point: ``gunicorn wsgi:app``, ``flask --app wsgi …``."""

import sys

from careers import create_app
from careers.config import ConfigError
from careers.database import refuse_unreleased_database

try:
    app = create_app()
    refuse_unreleased_database(app)
except ConfigError as error:
    sys.exit(f"careers: {error}")
