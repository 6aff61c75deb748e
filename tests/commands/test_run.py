"""bin/run, from the moment on when everything is installed: it prepares, serves, restarts and stops as a whole."""

import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import Process, free_port, wait_until
from tests.servers.processes import children_of
from tests.servers.site import PASSED_ON, PROJECT

COMMAND = [sys.executable, str(PROJECT / "bin" / "supervise")]
SECONDS = 90


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """The environment of a start: an instance folder that does not exist yet, and nothing else said."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return passed | {"INSTANCE_PATH": str(tmp_path / "new instance"), "PORT": str(free_port())}


@pytest.fixture
def started(settings: dict[str, str], tmp_path: Path) -> Iterator[Process]:
    """The command, serving."""
    process = Process(COMMAND, tmp_path / "run.log", settings)
    process.wait_for(lambda: "Worker started" in process.output(), SECONDS, "the worker")
    yield process
    process.stop()


def fetch(settings: dict[str, str], path: str) -> str:
    """A page over a real connection; one that is not answered yet is waited for."""
    with urllib.request.urlopen(f"http://127.0.0.1:{settings['PORT']}{path}", timeout=SECONDS) as answer:
        return str(answer.read().decode())


def refused(settings: dict[str, str], **changed: str) -> str:
    """What the command says when it does not start."""
    ran = subprocess.run(COMMAND, env=settings | changed, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert ran.returncode == 1 and "Traceback" not in ran.stderr
    return ran.stderr.strip()


def family_of(pid: int) -> list[int]:
    """The ids of a process's children and grandchildren."""
    return [found for child in children_of(pid) for found in [child, *children_of(child)]]


def is_gone(pid: int) -> bool:
    """Whether the process has ended, or is only waiting to be counted."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_the_first_start_prepares_the_instance_and_prints_how_to_sign_in(
    started: Process, settings: dict[str, str]
) -> None:
    instance = Path(settings["INSTANCE_PATH"])
    assert "<h1>Open positions</h1>" in fetch(settings, "/jobs")
    accounts = (instance / "demo-accounts.txt").read_text(encoding="utf-8")
    password = accounts.split("\t")[1]
    assert f"http://127.0.0.1:{settings['PORT']}/hr/" in started.output() and password in started.output()
    for secret in ("secret-key", "demo-accounts.txt"):
        assert stat.S_IMODE((instance / secret).stat().st_mode) == 0o600


def test_what_was_killed_is_started_again(started: Process, settings: dict[str, str]) -> None:
    before = children_of(started.pid)
    assert len(before) == 2
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: len(set(children_of(started.pid)) - set(before)) == 2, 15, "two new processes")
    assert "<h1>Open positions</h1>" in fetch(settings, "/jobs")


def test_stopping_leaves_no_process_and_frees_the_port(started: Process, settings: dict[str, str]) -> None:
    # The worker may be up before the web server has made its own processes.
    wait_until(lambda: len(family_of(started.pid)) >= 4, SECONDS, "web server, its two processes and the worker")
    family = family_of(started.pid)
    started.signal(signal.SIGINT)
    wait_until(lambda: not started.is_running, 20, "the end")
    assert all(map(is_gone, family))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(settings["PORT"])))


def test_a_taken_port_is_reported_in_one_sentence(settings: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = refused(settings, PORT=port)
    assert said.startswith(f"The site cannot listen on 127.0.0.1, port {port}:") and len(said.splitlines()) == 1
    assert not Path(settings["INSTANCE_PATH"]).exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("WEB_CONCURRENCY", "0"),
        ("WEB_THREADS", "many"),
        ("SECRET_KEY", "short"),
        ("DATABASE_URL", "oracle://localhost"),
        ("MAIL_URL", "http://mail"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_clear_sentence(settings: dict[str, str], name: str, value: str) -> None:
    said = refused(settings, **{name: value})
    assert name in said and said.endswith(".") and len(said.splitlines()) == 1


def test_an_unreachable_database_is_reported(settings: dict[str, str]) -> None:
    said = refused(settings, DATABASE_URL=f"mysql+mysqldb://nobody@127.0.0.1:{free_port()}/none")
    assert said.startswith("The database cannot be used:")
