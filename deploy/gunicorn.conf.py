"""How gunicorn serves the site, in bin/run, under systemd and in the tests alike.

Threads, because a slow upload or a slow reader occupies one for as long as it takes: with 2 processes of 32
threads, forty slow clients at once leave everybody else's answers as fast as ever. Workers that switch by
greenlets do not help here: the MySQL driver would block the whole process.

The environment decides: HOST, PORT, WEB_CONCURRENCY (processes), WEB_THREADS (threads in each).
"""

import gc
import os
import sys
from typing import Any

from gunicorn.workers import gthread  # type: ignore[import-untyped]


def _whole_number(name: str, default: int, low: int, high: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        sys.exit(f"{name} must be a whole number from {low} to {high}, not {text!r}.")
    return int(text)


_host = os.environ.get("HOST") or "127.0.0.1"
bind = f"{f'[{_host}]' if ':' in _host else _host}:{_whole_number('PORT', 8000, 1, 65535)}"
worker_class = "gthread"
workers = _whole_number("WEB_CONCURRENCY", 2, 1, 64)
threads = _whole_number("WEB_THREADS", 32, 1, 512)

# The application is imported once, by the master: a process that dies is replaced within milliseconds.
preload_app = True


def pre_fork(_server: Any, _worker: Any) -> None:
    """What is there by now stays for good: nothing collects it again, in no process, least of all at its end.

    That went through every module once more and took the better part of a second, for each process.
    """
    gc.freeze()


def post_fork(_server: Any, worker: Any) -> None:
    """A database connection that the master may have opened must never be spoken on by two processes."""
    application = worker.app.wsgi()
    with application.app_context():
        for engine in application.extensions["sqlalchemy"].engines.values():
            engine.dispose(close=False)


# A search of thousands of characters is answered by the site, in words. More than gunicorn's default; its largest.
limit_request_line = 8190
# A client that sends nothing for this long gives its connection back; the proxy in front keeps its own.
keepalive = 5
# A stopping process waits so long for a request that may be on its way over a connection that it keeps open for a
# browser. Gunicorn has no setting for it; its own two seconds are most of what a stop takes.
gthread.STOP_KEEPALIVE_LINGER = 1.0
# A process that does not answer its master for this long is replaced; requests themselves may take longer.
timeout = 60
# What is under way at a stop or a reload may take this long to finish.
graceful_timeout = 10
# Heartbeat files belong in memory: on a slow disk, writing them would make healthy processes look dead.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None  # noqa: S108  # nosec B108
# The site is mounted at the root. Gunicorn would let the proxy say otherwise, and many a proxy passes on what any
# visitor says.
forwarder_headers = ""
# Without this gunicorn would open a control socket in the home directory.
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = "warning"
