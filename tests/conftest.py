"""The fixtures that every test may use. Whatever touches the database runs on SQLite and on MySQL."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from careers import create_app
from careers.tasks.worker import run_worker
from tests.client import PageClient
from tests.databases import MySqlDatabase, SqliteTemplate, close_connections, settings_for
from tests.factories import a_company, a_user
from tests.routing import LazyRule
from tests.servers import MailServer, MySqlServer, Site
from tests.session import TestSession
from tests.staff import at_desk
from tests.transport import FlaskTransport, in_a_context_of_its_own

SESSION = pytest.StashKey[TestSession]()
ENGINES = ["sqlite", "mysql"]


def pytest_configure(config: pytest.Config) -> None:
    """Begin the session, or join the one that the controlling process has begun."""
    Flask.url_rule_class = LazyRule
    shared: dict[str, Any] | None = getattr(config, "workerinput", None)
    if shared is None:
        config.stash[SESSION] = TestSession.begin()
    else:
        config.stash[SESSION] = TestSession(Path(shared["session_folder"]), shared["session_controller"])


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker, before it starts, which session it belongs to."""
    session = node.config.stash[SESSION]
    node.workerinput |= {"session_folder": str(session.folder), "session_controller": session.controller}


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the session, in the process that began it."""
    session = config.stash.get(SESSION, None)
    if session and session.controller == os.getpid():
        session.end()


@pytest.fixture(scope="session")
def session_folder(pytestconfig: pytest.Config) -> Path:
    """A folder that all processes of this run share; it is gone afterwards."""
    return pytestconfig.stash[SESSION].folder


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    """A migrated SQLite database to copy."""
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def mysql_server_url(pytestconfig: pytest.Config) -> str:
    """The server that the tests share. To kill one, start one: the ``own_mysql_server`` fixture."""
    return pytestconfig.stash[SESSION].server_url()


@pytest.fixture(scope="session")
def mysql_database(mysql_server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MySqlDatabase]:
    """This process's own database on the server."""
    database = MySqlDatabase(mysql_server_url, tmp_path_factory.mktemp("mysql"))
    yield database
    database.drop()


@pytest.fixture(params=ENGINES)
def engine_kind(request: pytest.FixtureRequest) -> str:
    """The engine of this run of the test. Both, unless a test names one by indirect parametrization."""
    return str(request.param)


@pytest.fixture
def instance_path(tmp_path: Path) -> Path:
    """The app's instance folder: database, stored files and written mail lie in it."""
    folder = tmp_path / "instance"
    folder.mkdir()
    return folder


@pytest.fixture
def database_url(engine_kind: str, instance_path: Path, request: pytest.FixtureRequest) -> str:
    """A migrated database without rows of other tests."""
    if engine_kind == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_template")
        return template.copy_to(instance_path / "careers.sqlite3")
    database: MySqlDatabase = request.getfixturevalue("mysql_database")
    database.clean()
    return database.url


@pytest.fixture
def environ(database_url: str, instance_path: Path) -> dict[str, str]:
    """The app's settings; a test module or folder may override this fixture and add its own."""
    return settings_for(database_url, instance_path)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at an upload may take longer than the second that a visitor waits: the test machine is a busy one."""
    monkeypatch.setattr("careers.documents.inspect.REQUEST_SECONDS", 20.0)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates are compiled once for all tests of this process, for each test has an app of its own."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(environ: dict[str, str], compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The app, with a context pushed, so that a test may call services and queries directly."""
    app = create_app(environ)
    app.testing = True
    app.jinja_env.bytecode_cache = compiled_templates
    with app.app_context():
        yield app
    close_connections(app)


@pytest.fixture
def new_client(app: Flask, environ: dict[str, str]) -> Callable[[], PageClient]:
    """Makes clients, each with cookies of its own: for tests with several people."""
    return lambda: PageClient(FlaskTransport(app, environ["SITE_URL"]))


@pytest.fixture
def client(new_client: Callable[[], PageClient]) -> PageClient:
    """The page-checking client."""
    return new_client()


@pytest.fixture
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


@pytest.fixture
def desk(company: None, client: PageClient) -> PageClient:
    """An administrator's browser; modules whose people are others have a desk of their own."""
    return at_desk(client, a_user("admin"))


@pytest.fixture
def flask_command(app: Flask) -> Callable[..., Result]:
    """Runs ``flask …`` in this process: ``flask_command("staff", "create", …)``; see its ``output``."""
    runner = app.test_cli_runner()
    return lambda *arguments, **named: in_a_context_of_its_own(runner.invoke, args=list(arguments), **named)


@pytest.fixture
def run_tasks(app: Flask) -> Callable[[], None]:
    """Does the background work that is due, in this process, as the worker would."""
    return lambda: in_a_context_of_its_own(run_worker, app, stop=threading.Event(), once=True)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A real SMTP server that accepts everything until it is told otherwise."""
    server = MailServer().start()
    yield server
    server.stop()


@pytest.fixture
def own_mysql_server(tmp_path: Path) -> Iterator[MySqlServer]:
    """A server for this test alone, set as in production: to be killed and started again."""
    server = MySqlServer(tmp_path / "mysql", quick=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def site(environ: dict[str, str], mail_server: MailServer, tmp_path: Path) -> Iterator[Site]:
    """The running site, with a worker, that sends its mail to ``mail_server``."""
    site = Site(tmp_path, environ | {"MAIL_URL": mail_server.url})
    site.start_web()
    site.start_worker()
    yield site
    site.stop()
