"""Runs one command for a test session, and ends it when the session is gone, however it went.

Usage: keeper.py PID LOGFILE COMMAND… · prints the command's process id, then follows it until it ends.
Standard library only: it starts in a few hundredths of a second, and imports nothing of the project.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time

GRACE_SECONDS = 15.0


def main(watched: int, log: str, command: list[str]) -> int:
    """Start ``command`` in a process group of its own, and keep it until it, or ``watched``, has ended."""
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopping.append(number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(log, "ab") as output:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    sys.stdout.write(f"{child.pid}\n")
    sys.stdout.flush()
    while child.poll() is None and not stopping and is_alive(watched):
        time.sleep(0.05)
    return end(child)


def is_alive(pid: int) -> bool:
    """Whether there is a process with this id."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def end(child: subprocess.Popen[bytes]) -> int:
    """Ask the command to stop, insist after a while, and leave nobody of its group behind."""
    child.terminate()
    try:
        code = child.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        code = child.wait()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    return code


if __name__ == "__main__":
    sys.exit(abs(main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])))
