"""The site with the tasks of the tests, for ``flask --app tests.tasks.worker_app worker``."""

import tests.tasks.handlers  # noqa: F401  (registers them)
from careers import create_app

app = create_app()
