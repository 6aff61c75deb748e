"""The sandbox of the child that reads files: its limits, and the end of everything it started."""

import ast
import subprocess
import sys
import time
from pathlib import Path

import pytest

from careers.documents import sandbox
from careers.documents.sandbox import ask
from tests.documents import samples

LIMITED = "import sys; sys.path.insert(0, {path!r}); import limits; limits.apply(2)\n"
STANDARD = set(sys.stdlib_module_names) | {"pypdfium2", "PIL", "striprtf"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return the path of a stored file."""
    path = tmp_path / "stored"
    path.write_bytes(samples.pdf())
    return path


def run_instead(program: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make the sandbox run this program under the child's limits."""
    path = folder / "program.py"
    path.write_text(LIMITED.format(path=str(sandbox.CHILD)) + program)
    monkeypatch.setattr(sandbox, "CHILD", path)


LIMITS = {
    "memory": ("bytearray({} * 1024 * 1024)", 100, 600),
    "file size": ("open('large', 'wb').write(bytes({} * 1024 * 1024))", 8, 17),
    "open files": ("files = [open('/dev/null') for _ in range({})]", 20, 100),
    "processor time": ("from time import process_time\nwhile process_time() < {}: pass", 0.2, 4),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_the_reader_cannot_exceed_its_limits(
    limit: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, within, beyond = LIMITS[limit]
    answers = []
    for amount in (within, beyond):
        with monkeypatch.context() as patch:
            run_instead(program.format(amount) + '\nprint(\'{"content": "done"}\')', patch, tmp_path)
            answers.append(ask("inspect", source, 20, tmp_path))
    assert answers == [{"content": "done"}, None]


def test_the_reader_does_not_get_the_environment_of_the_site(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "the site's secret")
    run_instead("import json, os; print(json.dumps({'names': sorted(os.environ)}))", monkeypatch, tmp_path)
    assert ask("inspect", source, 5) == {"names": ["LC_ALL"]}


def test_a_hanging_reader_is_killed_with_all_its_processes(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "pid"
    hanging = tmp_path / "hanging.py"
    hanging.write_text(
        "import os, pathlib, time\n"
        "if os.fork() == 0:\n"
        f"    pathlib.Path({str(note)!r}).write_text(str(os.getpid()))\n"
        "    time.sleep(60)\n"
        "time.sleep(60)\n"
    )
    monkeypatch.setattr(sandbox, "CHILD", hanging)
    begun = time.monotonic()
    assert ask("inspect", source, 0.5) is None
    assert time.monotonic() - begun < 10
    assert ends(int(note.read_text()))


def test_inspecting_a_resume_takes_a_fraction_of_a_second(source: Path) -> None:
    durations = []
    for _ in range(5):
        begun = time.monotonic()
        assert ask("inspect", source, 10) is not None
        durations.append(time.monotonic() - begun)
    assert min(durations) < 0.5


def test_the_child_imports_no_module_of_the_site() -> None:
    for path in sandbox.CHILD.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            assert {name.partition(".")[0] for name in names} <= STANDARD, path.name


def ends(pid: int) -> bool:
    """Return whether the process ends within ten seconds; a zombie counts as ended."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        asked = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
        if not asked.stdout.strip() or asked.stdout.startswith("Z"):
            return True
        time.sleep(0.05)
    return False
