"""A load generator: keep-alive connections that each send the next request when the response has arrived."""

import multiprocessing
import socket
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

PROCESSES = 2


@dataclass(frozen=True)
class Outcome:
    """The result of one round: requests per second, and the median and 99th percentile in seconds."""

    per_second: float
    median: float
    percentile_99: float


def measure(url: str, *, connections: int, seconds: float) -> Outcome:
    """Keep ``connections`` connections busy for ``seconds``. Raises RuntimeError on any status other than 200."""
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        shares = [(url, connections // PROCESSES, seconds)] * PROCESSES
        times = sorted(taken for share in pool.starmap(_load, shares) for taken in share)
    if not times:
        raise RuntimeError(f"{url} did not respond within {seconds:g} seconds")
    return Outcome(len(times) / seconds, times[len(times) // 2], times[int(len(times) * 0.99)])


def size_of(url: str) -> int:
    """Return the size of the page's body in bytes, uncompressed."""
    with _connected(url) as connection:
        return _ask(connection, _request(url))


def _load(url: str, connections: int, seconds: float) -> list[float]:
    taken: list[float] = []
    ends = time.perf_counter() + seconds
    threads = [threading.Thread(target=_keep_requesting, args=(url, ends, taken)) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _keep_requesting(url: str, ends: float, taken: list[float]) -> None:
    request = _request(url)
    with _connected(url) as connection:
        while (begun := time.perf_counter()) < ends:
            _ask(connection, request)
            taken.append(time.perf_counter() - begun)


def _request(url: str) -> bytes:
    parts = urlsplit(url)
    return f"GET {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode("ascii")


def _connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 80), timeout=30)


def _ask(connection: socket.socket, request: bytes) -> int:
    connection.sendall(request)
    answer = connection.recv(65536)
    while b"\r\n\r\n" not in answer:
        if not (more := connection.recv(65536)):
            raise RuntimeError("the connection was closed before a response")
        answer += more
    head, _, body = answer.partition(b"\r\n\r\n")
    if b" 200 " not in head.partition(b"\r\n")[0]:
        raise RuntimeError(f"the response was {head[:80]!r}")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(connection.recv(65536))
    return length
