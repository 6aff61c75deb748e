"""The site as it runs in production: real gunicorn and a real worker, with settings of the test's choice."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from tests.client import PageClient
from tests.servers.processes import Process, children_of, free_port, wait_until
from tests.transport import HttpTransport

PROJECT = Path(__file__).resolve().parents[2]
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")


class Site:
    """Web server and worker on a free port. ``environ`` holds the settings, ``INSTANCE_PATH`` and all."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.web: Process | None = None
        self.worker: Process | None = None
        passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        address = {"HOST": "127.0.0.1", "PORT": str(self.port), "SITE_URL": self.url}
        self.environ = {**passed, "WEB_THREADS": "8", **environ, **address}

    def flask(self, *arguments: str) -> str:
        """Run ``flask --app wsgi …`` with the site's settings and return what it printed."""
        ran = subprocess.run(
            self._flask(*arguments),
            cwd=PROJECT,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, f"flask {' '.join(arguments)} failed:\n{ran.stdout}{ran.stderr}"
        return ran.stdout

    def start_web(self) -> None:
        """Start gunicorn and return when it answers."""
        configuration = PROJECT / "deploy" / "gunicorn.conf.py"
        options = ["--chdir", str(PROJECT), "--config", str(configuration)]
        command = [sys.executable, "-m", "gunicorn", *options, "wsgi:app"]
        self.web = Process(command, self.folder / "web.log", self.environ)
        self.web.wait_for(self.is_live, 30, "the web server")

    def start_worker(self) -> None:
        """Start the worker, without waiting for anything that it does."""
        command = [sys.executable, "-m", "flask", "--app", str(PROJECT / "wsgi.py"), "worker"]
        self.worker = Process(command, self.folder / "worker.log", self.environ)

    def start(self) -> Site:
        """Bring the database up to date, then start both."""
        self.flask("db", "upgrade")
        self.start_web()
        self.start_worker()
        return self

    def stop(self) -> None:
        """Stop both in good order; the client's side of the connections is closed as well."""
        for process in (self.worker, self.web):
            if process:
                process.stop()

    def web_worker_pids(self) -> list[int]:
        """The processes that answer requests; killing one makes gunicorn start another."""
        assert self.web
        return children_of(self.web.pid)

    def client(self) -> PageClient:
        """A page-checking client with cookies of its own, over real connections."""
        return PageClient(HttpTransport(self.url))

    def is_live(self) -> bool:
        """Whether the web server answers at all."""
        try:
            with urllib.request.urlopen(f"{self.url}/health/live", timeout=5):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def wait_until_live(self, seconds: float = 20) -> None:
        """Wait until it answers again, for instance after a web process was killed."""
        wait_until(self.is_live, seconds, "the web server")

    def _flask(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "flask", "--app", str(PROJECT / "wsgi.py"), *arguments]
