"""Workers for tests: in a thread of this process, or in a process of its own."""

import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from careers.tasks.worker import run_worker
from tests.servers.processes import Process

PROJECT = Path(__file__).resolve().parents[2]


def run_due(app: Flask) -> None:
    """Run what is due, here and now."""
    run_worker(app, stop=threading.Event(), once=True)


@contextmanager
def working(app: Flask, workers: int = 1) -> Iterator[None]:
    """Workers that run beside the block, each with its own threads."""
    stop = threading.Event()
    threads = [threading.Thread(target=run_worker, args=(app,), kwargs={"stop": stop}) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)
            assert not thread.is_alive(), "a worker does not stop"


def worker_process(environ: Mapping[str, str], log: Path) -> Process:
    """A worker as it runs in production, that knows the tasks of the tests as well."""
    command = [sys.executable, "-m", "flask", "--app", "tests.tasks.worker_app", "worker"]
    passed = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return Process(command, log, {**passed, "PYTHONPATH": str(PROJECT), **environ})
