"""Inspecting a file finds its real type and whether it can be read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from careers.documents import inspect, sandbox
from careers.documents.formats import BY_EXTENSION
from careers.documents.inspect import Inspection, inspect_file
from tests.documents import samples

Inspect = Callable[[bytes, str], Inspection]


@pytest.fixture
def inspect_bytes(tmp_path: Path) -> Inspect:
    """Return a function that inspects bytes with an extension, with more time than a request has."""

    def inspect_bytes(content: bytes, extension: str) -> Inspection:
        path = tmp_path / "stored"
        path.write_bytes(content)
        return inspect_file(path, BY_EXTENSION[extension], seconds=10)

    return inspect_bytes


INTACT: dict[str, Callable[[], bytes]] = {
    "pdf": samples.pdf,
    "docx": samples.word,
    "odt": samples.open_document,
    "odp": samples.open_slides,
    "rtf": samples.rtf,
    "txt": lambda: samples.SENTENCE.encode(),
    "py": lambda: b"print('hello')\n",
    "csv": lambda: "name,years\nJosé,3\n".encode("cp1252"),
    "zip": lambda: samples.archive({"a/b.txt": b"text"}),
    "png": lambda: samples.picture("PNG"),
    "jpg": lambda: samples.picture("JPEG"),
    "gif": lambda: samples.picture("GIF"),
    "webp": lambda: samples.picture("WEBP"),
}


@pytest.mark.parametrize("extension", INTACT)
def test_an_intact_file_matches_its_extension_and_is_readable(inspect_bytes: Inspect, extension: str) -> None:
    inspection = inspect_bytes(INTACT[extension](), extension)
    assert (inspection.agrees, inspection.readable, inspection.warning) == (True, True, None)


@pytest.mark.parametrize("extension", ["pdf", "docx", "odt", "rtf", "txt"])
def test_text_is_found_if_there_is_any(inspect_bytes: Inspect, extension: str) -> None:
    assert inspect_bytes(INTACT[extension](), extension).has_text


def test_pages_are_counted(inspect_bytes: Inspect) -> None:
    assert inspect_bytes(samples.pdf(pages=3), "pdf").pages == 3


def test_a_scan_has_no_text(inspect_bytes: Inspect) -> None:
    inspection = inspect_bytes(samples.scanned_pdf(), "pdf")
    assert (inspection.readable, inspection.has_text) == (True, False)


MISMATCHES = {
    "a zip named DOCX": (samples.archive({"word/document.xml": b"<x/>"}), "docx"),
    "a zip with types but no main part": (samples.archive({"[Content_Types].xml": b"<Types/>"}), "docx"),
    "a DOCX named ODT": (samples.word(), "odt"),
    "an ODT named DOCX": (samples.open_document(), "docx"),
    "a DOCX named PDF": (samples.word(), "pdf"),
    "a DOCX with the main type of a macro document": (
        samples.word_xml("", "application/vnd.ms-word.document.macroEnabled.main+xml"), "docx"),
    "a DOCX that carries macros": (samples.word_xml("", members={"word/vbaProject.bin": b"x"}), "docx"),
    "a DOCX whose list of types is an attack": (
        samples.archive({"[Content_Types].xml": b'<!DOCTYPE x [<!ENTITY a "a">]><Types/>'}), "docx"),
    "a Word file of before 2007": (samples.compound("WordDocument"), "docx"),
    "a page named PDF": (b"<html><script>alert(1)</script> %PDF-1.4", "pdf"),
    "a program named PDF": (b"MZ\x90\0" + samples.pdf(), "pdf"),
    "a picture before an archive, named ZIP": (samples.picture("GIF") + samples.archive({"a": b"x"}), "zip"),
    "a PDF named TXT": (samples.pdf(), "txt"),
    "NUL bytes in a text": (b"Ada\0Lovelace", "txt"),
    "binary named Python": (bytes(range(256)), "py"),
    "a PNG named JPEG": (samples.picture("PNG"), "jpg"),
    "an archive named PNG": (samples.archive({"a": b"x"}), "png"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISMATCHES)
def test_content_that_does_not_match_the_extension_is_detected(inspect_bytes: Inspect, case: str) -> None:
    content, extension = MISMATCHES[case]
    assert not inspect_bytes(content, extension).agrees


UNREADABLE = {
    "a PDF with a password": (samples.locked_pdf(), "pdf", "password"),
    "a DOCX with a password": (samples.compound("EncryptedPackage"), "docx", "password"),
    "a zip with a password": (samples.locked_zip(), "zip", "password"),
    "an ODT with a password": (
        samples.archive({
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b"\x01\x02",
            "META-INF/manifest.xml": b'<m:manifest xmlns:m="urn:m"><m:encryption-data/></m:manifest>',
        }), "odt", "password"),
    "a PDF cut off near its beginning": (samples.pdf()[:300], "pdf", "broken"),
    "a DOCX cut off": (samples.word()[:9000], "docx", "broken"),
    "a DOCX with a document type": (samples.word_xml("", before="<!DOCTYPE w:document>"), "docx", "broken"),
    "a DOCX that is not well-formed": (samples.word_xml("<w:p><w:t>open"), "docx", "broken"),
    "a picture cut off": (samples.picture("PNG")[:60], "png", "broken"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_unreadable_file_of_the_right_type_gets_a_warning(inspect_bytes: Inspect, case: str) -> None:
    content, extension, problem = UNREADABLE[case]
    inspection = inspect_bytes(content, extension)
    assert (inspection.agrees, inspection.readable, inspection.problem) == (True, False, problem)
    assert inspection.warning == inspect.WARNINGS[problem]


def test_a_pdf_that_only_restricts_printing_is_read(inspect_bytes: Inspect) -> None:
    assert inspect_bytes(samples.locked_pdf(user_password=""), "pdf").has_text


def test_a_document_that_declares_more_than_the_cap_is_not_unpacked(inspect_bytes: Inspect) -> None:
    assert inspect_bytes(samples.declaring(samples.word(), 2**31), "docx").problem == "unpacks"
    assert inspect_bytes(samples.declaring(INTACT["zip"](), 2**31), "zip").problem == "unpacks"


def test_an_archive_with_too_many_members_is_not_read(inspect_bytes: Inspect) -> None:
    many = {f"x{number}": b"" for number in range(5_001)}
    assert inspect_bytes(samples.word_xml("", members=many), "docx").problem == "unpacks"


def test_a_document_that_unpacks_to_more_than_it_declares_is_broken(inspect_bytes: Inspect) -> None:
    bomb = samples.word_xml("<w:p><w:r><w:t>spam</w:t></w:r></w:p>" * 1000)
    understated = samples.declaring(bomb, 40)
    assert inspect_bytes(understated, "docx").content in ("zip", "docx")
    assert not inspect_bytes(understated, "docx").has_text


def test_a_hundred_megabytes_of_text_are_inspected_in_time(tmp_path: Path) -> None:
    path = tmp_path / "stored"
    path.write_bytes(samples.word_xml("<w:p><w:r><w:t>spam</w:t></w:r></w:p>" * 2_500_000))
    inspection = inspect_file(path, BY_EXTENSION["docx"], seconds=2)
    assert (inspection.agrees, inspection.readable, inspection.has_text) == (True, True, True)


def test_exponential_entities_are_rejected(inspect_bytes: Inspect) -> None:
    nested = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    before = f'<!DOCTYPE w:document [<!ENTITY l0 "ha">{nested}]>'
    content = samples.word_xml("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", before=before)
    assert inspect_bytes(content, "docx").problem == "broken"


def test_an_external_entity_is_rejected(inspect_bytes: Inspect) -> None:
    before = '<!DOCTYPE w:document [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    assert inspect_bytes(samples.word_xml("<w:t>&f;</w:t>", before=before), "docx").problem == "broken"


def test_a_pdf_that_unpacks_to_a_gigabyte_is_kept_unread(tmp_path: Path) -> None:
    path = tmp_path / "stored"
    path.write_bytes(samples.inflating_pdf(1024**3))
    assert path.stat().st_size < 3 * 1024 * 1024
    inspection = inspect_file(path, BY_EXTENSION["pdf"])
    assert (inspection.agrees, inspection.readable) == (True, False)


def test_a_file_is_unreadable_if_its_reader_times_out(tmp_path: Path) -> None:
    path = tmp_path / "stored"
    path.write_bytes(samples.pdf())
    inspection = inspect_file(path, BY_EXTENSION["pdf"], seconds=0.001)
    assert (inspection.agrees, inspection.readable, inspection.warning) == (
        True,
        False,
        inspect.WARNINGS[None],
    )


@pytest.fixture
def crashing_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the reader by a program that crashes."""
    program = tmp_path / "crashing.py"
    program.write_text("import os; os.abort()")
    monkeypatch.setattr(sandbox, "CHILD", program)


@pytest.mark.parametrize(("content", "extension", "agrees"), [
    (samples.pdf(), "pdf", True),
    (samples.word(), "docx", True),
    (samples.picture("PNG"), "pdf", False),
    (b"plain words", "txt", True),
    (samples.pdf(), "txt", False),
    (b"MZ\0\0", "txt", False),
])  # fmt: skip
@pytest.mark.usefixtures("crashing_reader")
def test_the_first_bytes_decide_if_the_reader_crashes(
    content: bytes, extension: str, agrees: bool, inspect_bytes: Inspect
) -> None:
    assert inspect_bytes(content, extension).agrees is agrees


@pytest.mark.parametrize("program", [
    "print('not json')",
    "print('[' * 100000)",
    "print('[1, 2]')",
    "print('{\"content\": 7}')",
    "import sys; sys.stdout.write('x' * 20_000_000)",
    "import os; os.kill(os.getpid(), 11)",
    "pass",
])  # fmt: skip
def test_invalid_output_of_the_reader_is_ignored(
    program: str, inspect_bytes: Inspect, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nonsense = tmp_path / "nonsense.py"
    nonsense.write_text(program)
    monkeypatch.setattr(sandbox, "CHILD", nonsense)
    assert inspect_bytes(samples.pdf(), "pdf").warning == inspect.WARNINGS[None]
