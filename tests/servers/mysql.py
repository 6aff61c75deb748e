"""A private MySQL or MariaDB server: its own data directory, socket and port, on 127.0.0.1 only."""

import os
import secrets
import shutil
import subprocess
from functools import cached_property
from pathlib import Path

import MySQLdb
from MySQLdb.connections import Connection
from sqlalchemy.engine import URL, make_url

from tests.servers.processes import Process, free_port, is_listening

ACCOUNT = "tests"
# Nobody needs the data of a test after a power cut; waiting for the disk would take most of the time.
QUICK = ("--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--innodb-fast-shutdown=2")
SMALL = (
    "--skip-name-resolve",
    "--skip-log-bin",
    "--performance-schema=OFF",
    "--innodb-buffer-pool-size=128M",
    "--max-connections=300",
    "--innodb-lock-wait-timeout=20",
)


def database_url_of(server_url: str, database: str) -> str:
    """The address of one database on the server."""
    return make_url(server_url).set(database=database).render_as_string(hide_password=False)


def connect(server_url: str, database: str = "") -> Connection:
    """A plain connection, for a test's own statements; it commits each of them."""
    url: URL = make_url(server_url)
    return MySQLdb.connect(
        host=url.host or "127.0.0.1",
        port=url.port or 3306,
        user=url.username or "root",
        password=url.password or "",
        database=database,
        charset="utf8mb4",
        autocommit=True,
    )


def run_statements(server_url: str, *statements: str) -> None:
    """Run statements on the server, outside any database of its own."""
    connection = connect(server_url)
    try:
        for statement in statements:
            connection.query(statement)
    finally:
        connection.close()


class MySqlServer:
    """One server in ``folder``. ``quick`` trades safety against power cuts for speed: not for fault tests."""

    def __init__(self, folder: Path, *, quick: bool = True, watched: int | None = None) -> None:
        self.folder = folder
        self.port = free_port()
        self._quick = quick
        self._watched = watched
        self._password = secrets.token_hex(16)
        self._process: Process | None = None

    @property
    def url(self) -> str:
        """The server's address, as ``TEST_DATABASE_URL`` would give it."""
        return f"mysql+mysqldb://{ACCOUNT}:{self._password}@127.0.0.1:{self.port}/"

    @property
    def process(self) -> Process:
        """The running server's process."""
        assert self._process, "the server is not running"
        return self._process

    def start(self) -> None:
        """Start it, and make its data directory first if it has none; returns when it answers."""
        if not self._data.exists():
            self._initialize()
        self._process = Process(self._command(), self.folder / "server.log", os.environ, watched=self._watched)
        self._process.wait_for(self._answers, 60, "the database server")

    def stop(self) -> None:
        """Stop it in good order."""
        if self._process:
            self._process.stop()

    def kill(self) -> None:
        """End it with ``kill -9``; ``start`` brings it back, on the same port, with what was committed."""
        self.process.kill()

    def create_database(self, name: str) -> str:
        """Make an empty database and return its address."""
        run_statements(self.url, f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
        return database_url_of(self.url, name)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @cached_property
    def _program(self) -> str:
        for name in ("mariadbd", "mysqld"):
            if found := shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/libexec"):
                return found
        raise RuntimeError("No mariadbd or mysqld was found; bin/test says how to get one.")

    @cached_property
    def _is_mariadb(self) -> bool:
        version = subprocess.run([self._program, "--version"], capture_output=True, text=True, check=True)
        return "MariaDB" in version.stdout

    def _initialize(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._is_mariadb:
            installer = shutil.which("mariadb-install-db") or "mysql_install_db"
            command = [
                installer,
                "--no-defaults",
                "--skip-test-db",
                "--auth-root-authentication-method=normal",
            ]
        else:
            command = [self._program, "--no-defaults", "--initialize-insecure"]
        account = f"'{ACCOUNT}'@'127.0.0.1'"
        (self.folder / "accounts.sql").write_text(
            f"CREATE USER IF NOT EXISTS {account} IDENTIFIED BY '{self._password}';\n"
            f"GRANT ALL ON *.* TO {account} WITH GRANT OPTION;\n",
            encoding="ascii",
        )
        command += [f"--datadir={self._data}", *self._as_root()]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            raise RuntimeError(f"the database server could not be set up:\n{made.stdout}{made.stderr}")

    def _command(self) -> list[str]:
        # A socket's path may have about a hundred characters, and a test's folder has more: it is kept short.
        return [
            self._program,
            "--no-defaults",
            f"--datadir={self._data}",
            f"--port={self.port}",
            "--bind-address=127.0.0.1",
            f"--socket=/tmp/careers-test-{self.port}.sock",
            f"--pid-file={self.folder / 'server.pid'}",
            f"--init-file={self.folder / 'accounts.sql'}",
            *SMALL,
            *(QUICK if self._quick else ()),
            *self._as_root(),
            *(() if self._is_mariadb else ("--mysqlx=OFF",)),
        ]

    def _as_root(self) -> list[str]:
        return ["--user=root"] if os.geteuid() == 0 else []

    def _answers(self) -> bool:
        if not is_listening(self.port):
            return False
        try:
            connect(self.url).close()
        except MySQLdb.OperationalError:
            return False
        return True
