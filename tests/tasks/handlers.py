"""Tasks that only tests know: they write down that they ran."""

import os
import time
from pathlib import Path
from typing import Any

from careers.tasks import Postpone, task
from careers.tasks.registry import Record


def note(file: str, word: object) -> None:
    """Add a line to a file, whole even when several processes write."""
    with open(file, "ab", buffering=0) as lines:
        lines.write(f"{word}\n".encode())


def noted(file: Path) -> list[str]:
    """The lines in the order in which they were written."""
    return file.read_text(encoding="utf-8").split() if file.exists() else []


@task("test.note")
def write_down(payload: dict[str, Any]) -> None:
    """Note a word."""
    note(payload["file"], payload["word"])


@task("test.note-mail", queue="mail")
def write_down_for_mail(payload: dict[str, Any]) -> None:
    """Note a word, in the queue of the mail."""
    note(payload["file"], payload["word"])


@task("test.fail")
def fail(payload: dict[str, Any]) -> None:
    """Fail, for a reason that names the payload."""
    raise RuntimeError(f"no luck with {payload.get('word')}")


@task("test.fail-once", retries="once")
def fail_once(payload: dict[str, Any]) -> None:
    """Fail, and not be tried again."""
    raise RuntimeError("no luck")


@task("test.postpone", queue="mail")
def postpone(payload: dict[str, Any]) -> None:
    """Wait for something that is away."""
    note(payload["file"], payload["word"])
    raise Postpone(5, "away", pause=payload.get("pause", 0))


@task("test.hold", lease=2)
def hold(payload: dict[str, Any]) -> None:
    """Note this process's number, then work until a file appears."""
    note(payload["file"], os.getpid())
    while not Path(payload["until"]).exists():
        time.sleep(0.02)
    note(payload["file"], "finished")


@task("test.bad-record")
def bad_record(payload: dict[str, Any]) -> Record:
    """Return something to record that cannot be."""

    def record() -> None:
        fail(payload)

    return record
