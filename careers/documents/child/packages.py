"""Zip archives and zip-based office formats: their type, within limits, and their text."""

import zipfile
import zlib
from typing import Any, BinaryIO

from . import limits, markup, plain
from .unreadable import Problem

MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_OOXML = "application/vnd.openxmlformats-officedocument."
MAIN_TYPES = {
    f"{_OOXML}wordprocessingml.document.main+xml": "docx",
    f"{_OOXML}presentationml.presentation.main+xml": "pptx",
    f"{_OOXML}spreadsheetml.sheet.main+xml": "xlsx",
}
# The parts that hold text, by the end of their content type, in reading order.
TEXT_PARTS = {
    "docx": ("header+xml", "document.main+xml", "footnotes+xml", "endnotes+xml", "footer+xml"),
    "pptx": ("presentationml.slide+xml", "notesSlide+xml"),
    "xlsx": ("sharedStrings+xml",),
}
ODF_PARTS = ("content.xml", "styles.xml")  # headers and footers are kept with the styles
SAMPLED_CHARACTERS = 2_000  # of each part, to find out whether there is any text
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    markup.Malformed,
    OSError,
    EOFError,
    RuntimeError,  # including NotImplementedError, for a compression that Python doesn't support
)


def content_of(file: BinaryIO) -> str:
    """Return the office format, ``zip`` for another archive, or ``broken-zip`` if only the first bytes look right."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and "content.xml" in names:
                return _odf_content(archive)
            return _ooxml_content(archive, names) if "[Content_Types].xml" in names else "zip"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "broken-zip"


def inspect(file: BinaryIO, content: str) -> dict[str, Any]:
    """Return whether there is text. Raises Problem if the file is encrypted, damaged, or unpacks to too much."""
    with _opened(file, content) as archive:
        return {"has_text": bool(_text(archive, content, SAMPLED_CHARACTERS))}


def text(file: BinaryIO, content: str) -> str:
    """Return an office document's text with headers, tables, text boxes, and footers; empty for an archive."""
    with _opened(file, content) as archive:
        return _text(archive, content, limits.CHARACTERS)


def pages(_file: BinaryIO, _content: str) -> int:
    """Render nothing: that would take an office program."""
    return 0


def _opened(file: BinaryIO, content: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Problem("broken") from error
    kind, members = "zip" if content == "zip" else "office", archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.MEMBERS[kind] or unpacked > limits.UNPACKED[kind]:
        raise Problem("unpacks")
    if any(member.flag_bits & 0x1 for member in members):
        raise Problem("password")
    return archive


def _odf_content(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as member:
        return MIMETYPES.get(member.read(100).strip(), "zip")


def _ooxml_content(archive: zipfile.ZipFile, names: set[str]) -> str:
    try:
        types = _part_types(archive)
    except UNREADABLE:
        return "zip"
    # A document with macros has a different main type; one that hides them is not what it claims to be.
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "macros"
    return next((MAIN_TYPES[name] for name in types.values() if name in MAIN_TYPES), "zip")


def _part_types(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the content type of each existing member that [Content_Types].xml names."""
    overrides, defaults = {}, {}
    with archive.open("[Content_Types].xml") as member:
        for name, attributes in markup.elements(member):
            content_type = attributes.get("ContentType", "")
            if name == "Override":
                overrides[attributes.get("PartName", "").lstrip("/").lower()] = content_type
            elif name == "Default":
                defaults[attributes.get("Extension", "").lower()] = content_type
    return {
        part: overrides.get(part.lower()) or defaults.get(part.rpartition(".")[2].lower(), "")
        for part in archive.namelist()
    }


def _text(archive: zipfile.ZipFile, content: str, limit: int) -> str:
    try:
        if content in TEXT_PARTS:
            return _ooxml_text(archive, content, limit)
        return _odf_text(archive, limit) if content in MIMETYPES.values() else ""
    except UNREADABLE as error:
        raise Problem("broken") from error


def _ooxml_text(archive: zipfile.ZipFile, content: str, limit: int) -> str:
    types, texts = _part_types(archive), []
    for ending in TEXT_PARTS[content]:
        parts = [part for part, content_type in types.items() if content_type.endswith(ending)]
        parts.sort(key=lambda part: (len(part), part))  # slide10 after slide9
        texts += [_part_text(archive, part, markup.Ooxml(limit)) for part in parts]
    # The first, even, and odd pages may each repeat the same header.
    return plain.clean("\n".join(dict.fromkeys(texts)))


def _odf_text(archive: zipfile.ZipFile, limit: int) -> str:
    names = set(archive.namelist())
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as member:
            if any(name == "encryption-data" for name, _ in markup.elements(member)):
                raise Problem("password")
    texts = [_part_text(archive, part, markup.Odf(limit)) for part in ODF_PARTS if part in names]
    return plain.clean("\n".join(texts))


def _part_text(archive: zipfile.ZipFile, part: str, handler: markup.TextHandler) -> str:
    with archive.open(part) as member:
        return markup.text(member, handler)
