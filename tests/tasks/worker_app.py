"""The site with the tasks of the tests, for ``flask --app tests.tasks.worker_app worker``."""

from __future__ import annotations

import tests.tasks.handlers  # noqa: F401  (registers them)
from careers import create_app

app = create_app()
