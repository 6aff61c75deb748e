"""The allowlist of file types."""

import pytest

from careers.documents.formats import (
    BY_EXTENSION,
    FORMATS,
    MEDIA_TYPES,
    Kind,
    accept_attribute,
    accepted_text,
    format_for,
)

RUN_BY_BROWSERS = "html htm xhtml svg svgz xml xsl js mjs css swf mht mhtml hta shtml"
RUN_BY_SYSTEMS = "exe com bat cmd scr msi ps1 sh vbs jar lnk dll docm xlsm php"


def test_a_resume_can_have_five_formats() -> None:
    assert accepted_text("resume") == "PDF, DOCX, ODT, RTF, or TXT"


def test_a_work_sample_may_also_be_a_picture_an_archive_or_source_code() -> None:
    assert accepted_text("work_sample").endswith("CSV, ZIP, or source code")


def test_the_accept_attribute_names_extensions_and_media_types() -> None:
    accepted = accept_attribute("resume").split(",")
    assert {".pdf", ".docx", ".odt", ".rtf", ".txt", "application/pdf", "text/plain"} <= set(accepted)
    assert ".zip" not in accepted


def test_executable_content_is_not_accepted() -> None:
    assert not set(BY_EXTENSION) & {*RUN_BY_BROWSERS.split(), *RUN_BY_SYSTEMS.split()}
    assert not [kind for kind in MEDIA_TYPES for word in ("html", "svg", "/xml", "script") if word in kind]


def test_source_code_is_served_as_plain_text() -> None:
    assert {BY_EXTENSION[name].media_type for name in ("py", "sql", "ts", "json", "md")} == {"text/plain"}


def test_every_extension_belongs_to_one_format() -> None:
    assert sum(len(row.extensions) for row in FORMATS) == len(BY_EXTENSION)


@pytest.mark.parametrize(("extension", "kind", "name"), [
    ("pdf", "resume", "PDF"),
    ("zip", "resume", None),
    ("zip", "work_sample", "ZIP"),
    ("jpeg", "work_sample", "JPEG"),
    ("exe", "work_sample", None),
    ("", "resume", None),
])  # fmt: skip
def test_formats_depend_on_extension_and_kind(extension: str, kind: Kind, name: str | None) -> None:
    found = format_for(extension, kind)
    assert (found.name if found else None) == name
