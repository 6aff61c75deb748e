"""The database server of the benchmark: a private MariaDB whose data is kept, or a given server."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

# Durability is off: the rows are generated.
OPTIONS = (
    "--no-defaults",
    "--skip-log-bin",
    "--skip-name-resolve",
    "--performance-schema=OFF",
    "--bind-address=127.0.0.1",
    "--innodb-buffer-pool-size=2G",
    "--innodb-log-file-size=1G",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--innodb-sort-buffer-size=64M",
    "--innodb-ft-sort-pll-degree=2",
)


@dataclass(frozen=True)
class Server:
    """The URL of a database server, and its process id if the benchmark started it."""

    address: str
    process_id: int | None = None

    def worked(self) -> float:
        """Return the processor seconds that its threads have used so far (Linux); 0 if unknown."""
        # clock_getcpuclockid(3) of the process, which includes threads that have ended.
        return time.clock_gettime((~self.process_id << 3) | 2) if self.process_id else 0.0


@contextmanager
def server(folder: Path, address: str | None) -> Iterator[Server]:
    """Give the server at ``address``; by default start a private MariaDB with its data in ``folder``."""
    if address is not None:
        yield Server(address)
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(_command(folder, port)) as process:
        try:
            yield Server(_answering(f"mysql+mysqldb://root@127.0.0.1:{port}/", process), process.pid)
        finally:
            process.terminate()


def database(server_url: str, folder: Path, name: str) -> str:
    """Return the URL of the database with this name on the server, created if it doesn't exist."""
    if server_url.startswith("sqlite"):
        return f"sqlite:///{folder.resolve()}/{name}.sqlite3"
    engine = create_engine(server_url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE DATABASE IF NOT EXISTS {name} CHARACTER SET utf8mb4"))
    engine.dispose()
    url: URL = make_url(server_url).set(database=name, query={"charset": "utf8mb4"})
    return url.render_as_string(hide_password=False)


def _command(folder: Path, port: int) -> list[str]:
    program = shutil.which("mariadbd", path="/usr/sbin:/usr/bin:/usr/libexec")
    if program is None:
        sys.exit("mariadbd was not found. Install MariaDB, or give a server with --server.")
    place = [f"--datadir={folder.resolve() / 'mariadb'}", "--user=root"]
    if not (folder / "mariadb").exists():
        setup = ["mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal", *place]
        subprocess.run([*setup, "--skip-test-db"], check=True, stdout=subprocess.DEVNULL)
    # The path of a socket is limited to about 100 characters.
    return [program, *OPTIONS, *place, f"--port={port}", f"--socket=/tmp/careers-bench-{port}.sock"]  # nosec B108


def _answering(address: str, process: subprocess.Popen[bytes]) -> str:
    engine = create_engine(address)
    for _ in range(600):
        if process.poll() is not None:
            sys.exit("The database server stopped before it accepted connections.")
        try:
            with engine.connect():
                engine.dispose()
                return address
        except OperationalError:
            time.sleep(0.2)
    sys.exit("The database server did not accept connections within two minutes.")
