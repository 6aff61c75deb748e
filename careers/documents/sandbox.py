"""Run the child program on one file, with a timeout, a limited output, and a kill of its process group."""

import json
import logging
import math
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any, Literal, cast

Verb = Literal["inspect", "text", "pages", "preview", "logo"]

CHILD = Path(__file__).parent / "child"
ANSWER_LIMIT = 8 * 1024 * 1024  # bytes: a million characters of text, with room for JSON
# Reading is bound by the processor: with more children at a time, none would finish in time.
SLOTS = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))
WAIT_FACTOR = 3

log = logging.getLogger(__name__)


def ask(verb: Verb, source: Path, seconds: float, folder: Path | None = None) -> dict[str, Any] | None:
    """Return the child's result for the file at ``source``; None if it crashed, was too slow, or returned nonsense.

    It has ``seconds`` of elapsed time from its start, and may write only into ``folder``.
    """
    if not SLOTS.acquire(timeout=seconds * WAIT_FACTOR):
        log.warning("documents: no free slot to %s a file", verb)
        return None
    try:
        with source.open("rb") as file:
            return _parsed(verb, _run(verb, file.fileno(), seconds, folder))
    except OSError as error:
        log.warning("documents: %s could not start: %s", verb, error)
        return None
    finally:
        SLOTS.release()


def _run(verb: Verb, file: int, seconds: float, folder: Path | None) -> bytes:
    process = subprocess.Popen(  # noqa: S603  (our own program, and no shell)
        [sys.executable, "-I", str(CHILD), verb, str(math.ceil(seconds) + 1)],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder or "/",
        env={"LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        return _answer(process, time.monotonic() + seconds)
    finally:
        # Kills the whole group before waiting for it: until then, its process id can't be reused.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        cast("IO[bytes]", process.stdout).close()


def _answer(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    received, pipe, waiter = bytearray(), cast("IO[bytes]", process.stdout).fileno(), select.poll()
    waiter.register(pipe, select.POLLIN)
    while len(received) <= ANSWER_LIMIT:
        remaining = deadline - time.monotonic()
        if remaining <= 0 or not waiter.poll(remaining * 1000):
            return b""
        chunk = os.read(pipe, 65536)
        if not chunk:
            return bytes(received)
        received += chunk
    return b""


def _parsed(verb: Verb, answer: bytes) -> dict[str, Any] | None:
    try:
        parsed = json.loads(answer)
    except (ValueError, RecursionError):
        log.warning("documents: %s ended without an answer", verb)
        return None
    return parsed if isinstance(parsed, dict) else None
