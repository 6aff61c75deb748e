"""What all processes of one test session share: a folder, and a server that the first in need starts."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.servers.mysql import MySqlServer


@dataclass(frozen=True)
class TestSession:
    """One run of the tests: its folder, and the process whose end ends everything that was started for it."""

    __test__ = False

    folder: Path
    controller: int

    @classmethod
    def begin(cls) -> TestSession:
        """Make the session's folder; called once, by the process that started the tests."""
        return cls(Path(tempfile.mkdtemp(prefix="careers-tests-")), os.getpid())

    def server_url(self) -> str:
        """The address of the server to test on: ``TEST_DATABASE_URL``, or a private one, started when first asked."""
        if given := os.environ.get("TEST_DATABASE_URL"):
            return given.replace("mysql://", "mysql+mysqldb://", 1)
        with self._locked():
            if not self._note.exists():
                server = MySqlServer(self.folder / "mysql", watched=self.controller)
                server.start()
                server.process.leave_to_its_keeper()
                self._note.write_text(json.dumps([server.url, server.process.keeper_pid]), encoding="ascii")
            return str(json.loads(self._note.read_text(encoding="ascii"))[0])

    def end(self) -> None:
        """Stop the private server, if there is one, and remove the folder."""
        if self._note.exists():
            keeper = int(json.loads(self._note.read_text(encoding="ascii"))[1])
            with suppress(ProcessLookupError):
                os.kill(keeper, signal.SIGTERM)
                _wait_for_end_of(keeper, 20)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _note(self) -> Path:
        return self.folder / "server.json"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with open(self.folder / "lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _wait_for_end_of(pid: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        os.kill(pid, 0)
        time.sleep(0.05)
