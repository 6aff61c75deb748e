"""Measure public pages and the floor in turn, under the same gunicorn, and print a table of ratios."""

import argparse
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import Outcome, measure, size_of

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("/", "/jobs", "/company")
ROW = "{:<12}{:>9}{:>14}{:>14}{:>8}{:>11}{:>11}"


@contextmanager
def served(application: str, environ: dict[str, str]) -> Iterator[str]:
    """Serve a WSGI application with the site's gunicorn settings, and give its URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--chdir",
        str(ROOT),
        application,
        "--bind",
        f"127.0.0.1:{port}",
    ]
    if application == "wsgi:app":
        command += ["--config", str(ROOT / "deploy" / "gunicorn.conf.py")]
    else:
        workers, threads = environ.get("WEB_CONCURRENCY", "2"), environ.get("WEB_THREADS", "32")
        command += ["--worker-class", "gthread", "--workers", workers, "--threads", threads]
        command += ["--no-control-socket", "--log-level", "warning", "--keep-alive", "5"]
    with subprocess.Popen(command, env=environ, cwd=ROOT) as server:
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server accepts connections."""
    for _ in range(600):
        if server.poll() is not None:
            sys.exit("A server stopped before it accepted connections.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit("A server did not accept connections within 30 seconds.")


def prepared(folder: str) -> dict[str, str]:
    """Return the environment of a site with demo content, on DATABASE_URL if set, otherwise on SQLite in ``folder``."""
    environ = dict(os.environ, INSTANCE_PATH=folder, SECRET_KEY=secrets.token_hex(32))
    for arguments in (["db", "upgrade"], ["demo"]):
        command = [sys.executable, "-m", "flask", "--app", str(ROOT / "wsgi.py"), *arguments]
        ran = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
        if ran.returncode:
            sys.exit(ran.stdout + ran.stderr)
    return environ


def in_turns(first: str, second: str, options: argparse.Namespace) -> tuple[list[Outcome], list[Outcome]]:
    """Measure both in turn, so that other load on the machine affects both alike."""
    rounds = [
        (
            measure(first, connections=options.connections, seconds=options.seconds),
            measure(second, connections=options.connections, seconds=options.seconds),
        )
        for _ in range(options.rounds)
    ]
    return [page for page, _ in rounds], [floor for _, floor in rounds]


def row_of(page: str, size: int, pages: list[Outcome], floors: list[Outcome]) -> str:
    """Return one line of the table, with the medians over all rounds."""
    speed = statistics.median(outcome.per_second for outcome in pages)
    floor = statistics.median(outcome.per_second for outcome in floors)
    ratio = statistics.median(
        served.per_second / baseline.per_second for served, baseline in zip(pages, floors, strict=True)
    )
    median = statistics.median(outcome.median for outcome in pages) * 1000
    percentile_99 = statistics.median(outcome.percentile_99 for outcome in pages) * 1000
    return ROW.format(
        page,
        size,
        f"{speed:,.0f}",
        f"{floor:,.0f}",
        f"{ratio:.2f}",
        f"{median:.1f} ms",
        f"{percentile_99:.1f} ms",
    )


def main() -> None:
    """Measure each page and print its line."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=3, help="for each measurement")
    parser.add_argument("--rounds", type=int, default=3, help="of page and floor in turn; the medians are shown")
    parser.add_argument("pages", nargs="*", default=PAGES, help="paths to measure")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="careers-bench-") as folder:
        environ = prepared(folder)
        with served("wsgi:app", environ) as site, served("bench.floor:app", environ) as floor:
            rounds = f"{options.rounds} rounds of {options.seconds:g} s"
            print(f"{options.connections} connections, {rounds}; the floor returns the same number of bytes.")
            print(ROW.format("page", "bytes", "requests/s", "floor", "ratio", "median", "99%"), flush=True)
            for page in options.pages:
                size = size_of(site + page)
                pages, floors = in_turns(site + page, f"{floor}/{size}", options)
                print(row_of(page, size, pages, floors), flush=True)


if __name__ == "__main__":
    main()
