"""Cleaning the names of uploaded files."""

import pytest
from hypothesis import given, strategies as st

from careers.documents.file_names import clean_file_name, extension_of


@pytest.mark.parametrize(("given_name", "shown"), [
    ("resume.pdf", "resume.pdf"),
    ("日本.pdf", "日本.pdf"),
    ("Lebenslauf Müller.pdf", "Lebenslauf Müller.pdf"),
    ("../../etc/passwd.txt", "passwd.txt"),
    ("C:\\Users\\Ada\\Resume 2.DOCX", "Resume 2.DOCX"),
    ("line\r\nbreak\0.pdf", "line break.pdf"),
    ("invoice\u202efdp.exe", "invoicefdp.exe"),
    ("\u2066a\u2069\u200b.pdf", "a.pdf"),
    (".pdf", "file.pdf"),
    ("..pdf", "file.pdf"),
    ("resume.pdf. ", "resume.pdf"),
    ("resume", "resume"),
    ("", "file"),
    (None, "file"),
    ("नमस्\u200dते.pdf", "नमस्\u200dते.pdf"),
    ('"><img src=x onerror=alert(1)>.pdf', '"><img src=x onerror=alert(1)>.pdf'),
])  # fmt: skip
def test_a_file_name_keeps_its_script_and_loses_paths_and_control_characters(
    given_name: str | None, shown: str
) -> None:
    assert clean_file_name(given_name) == shown


def test_a_name_of_300_characters_is_cut_before_its_extension() -> None:
    name = clean_file_name("x" * 300 + ".docx")
    assert len(name) == 200
    assert name.endswith("x.docx")


@given(st.text(max_size=400))
def test_any_cleaned_name_is_short_and_printable(given_name: str) -> None:
    name = clean_file_name(given_name)
    assert 1 <= len(name) <= 200
    assert not set(name) & set("/\\\0\r\n\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    name.encode("utf-8")


@pytest.mark.parametrize(("name", "extension"), [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", ""), ("pdf", "")])
def test_the_extension_follows_the_last_dot(name: str, extension: str) -> None:
    assert extension_of(name) == extension
