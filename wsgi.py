"""The WSGI entry point: ``gunicorn wsgi:app``, ``flask --app wsgi …``."""

import sys

from careers import create_app
from careers.config import ConfigError

try:
    app = create_app()
except ConfigError as error:
    sys.exit(f"careers: {error}")
