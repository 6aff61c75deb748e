"""Processes that tests start: found by port, waited for, killed, and never left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

KEEPER = Path(__file__).parent / "keeper.py"


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_listening(port: int) -> bool:
    """Whether somebody accepts connections on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition: Callable[[], object], seconds: float = 20, what: str = "it") -> None:
    """Wait until ``condition()`` is true; AssertionError naming ``what`` after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.02)


def children_of(pid: int) -> list[int]:
    """The ids of a process's children."""
    if not Path("/proc/self/stat").exists():
        found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
        return [int(line) for line in found.stdout.split()]
    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _parent(stat) == pid]


def _parent(stat: Path) -> int:
    try:
        # The second field is the program's name in parentheses, which may hold anything.
        return int(stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
    except OSError:
        return 0


class Process:
    """A command that runs beside a test. ``pid`` is the command's own; its output goes to ``log``."""

    def __init__(
        self,
        command: Sequence[str | Path],
        log: Path,
        environ: Mapping[str, str],
        *,
        watched: int | None = None,
    ) -> None:
        """Start it. It ends with the process ``watched``, by default this one, if nobody stops it before."""
        self.log = log
        line = [sys.executable, "-I", str(KEEPER), str(watched or os.getpid()), str(log), *map(str, command)]
        self._keeper = subprocess.Popen(
            line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=dict(environ), start_new_session=True
        )
        assert self._keeper.stdout
        started = self._keeper.stdout.readline()
        self._keeper.stdout.close()
        assert started, f"could not start {command[0]}"
        self.pid = int(started)
        self.keeper_pid = self._keeper.pid

    @property
    def is_running(self) -> bool:
        """Whether the command has not ended yet."""
        return self._keeper.poll() is None

    def output(self) -> str:
        """What the command has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def wait_for(self, condition: Callable[[], object], seconds: float, what: str) -> None:
        """Like ``wait_until``, but gives up at once, showing the output, when the command ends."""
        deadline = time.monotonic() + seconds
        while not condition():
            if not self.is_running or time.monotonic() > deadline:
                self.stop()
                raise AssertionError(f"waited in vain for {what}; its output:\n{self.output()[-4000:]}")
            time.sleep(0.02)

    def signal(self, number: int) -> None:
        """Send a signal to the command itself."""
        os.kill(self.pid, number)

    def leave_to_its_keeper(self) -> None:
        """Let it run on after this process has ended, until the one that its keeper watches ends."""
        self._keeper.returncode = 0  # else its destructor warns of a child that still runs

    def kill(self) -> None:
        """End it as a power cut would: no time to tidy up."""
        self.signal(signal.SIGKILL)
        self._keeper.wait(30)

    def stop(self) -> None:
        """End it in good order. Does nothing when it has ended already."""
        if self.is_running:
            self._keeper.terminate()
            self._keeper.wait(30)
