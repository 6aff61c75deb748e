"""Zip archives and zip-based office formats: their type, within limits, and their text."""

import zipfile
import zlib
from typing import Any, BinaryIO

from . import limits, markup, plain
from .problems import Problem

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
LOOKED_AT = 2_000  # characters of each part, for the question whether there is any text
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    markup.Malformed,
    OSError,
    EOFError,
    RuntimeError,  # and NotImplementedError: a compression that Python does not know
)


def content_of(file: BinaryIO) -> str:
    """Return the office format, ``zip`` for any other archive, or ``broken-zip`` if only the beginning looks
    like one.
    """
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
    with _opened(file) as archive:
        _check_caps(archive, "zip" if content == "zip" else "office")
        return {"has_text": bool(_text(archive, content, LOOKED_AT))}


def text(file: BinaryIO, content: str) -> str:
    """Return the text of an office document, including headers, tables, text boxes, and footers; empty for
    an archive.
    """
    with _opened(file) as archive:
        _check_caps(archive, "zip" if content == "zip" else "office")
        return _text(archive, content, limits.CHARACTERS)


def pages(_file: BinaryIO, _content: str) -> int:
    """Render nothing: that would take an office program."""
    return 0


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Problem("broken") from error


def _check_caps(archive: zipfile.ZipFile, kind: str) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.MEMBERS[kind] or unpacked > limits.UNPACKED[kind]:
        raise Problem("unpacks")
    if any(member.flag_bits & 0x1 for member in members):
        raise Problem("password")


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
    return next((MAIN_TYPES[kind] for kind in types.values() if kind in MAIN_TYPES), "zip")


def _part_types(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the content type of each existing member that [Content_Types].xml names."""
    overrides, defaults = {}, {}
    with archive.open("[Content_Types].xml") as member:
        for name, attributes in markup.elements(member):
            kind = attributes.get("ContentType", "")
            if name == "Override":
                overrides[attributes.get("PartName", "").lstrip("/").lower()] = kind
            elif name == "Default":
                defaults[attributes.get("Extension", "").lower()] = kind
    types = {}
    for part in archive.namelist():
        types[part] = overrides.get(part.lower()) or defaults.get(part.rpartition(".")[2].lower(), "")
    return types


def _text(archive: zipfile.ZipFile, content: str, most: int) -> str:
    try:
        if content in TEXT_PARTS:
            return _ooxml_text(archive, content, most)
        return _odf_text(archive, most) if content in MIMETYPES.values() else ""
    except UNREADABLE as error:
        raise Problem("broken") from error


def _ooxml_text(archive: zipfile.ZipFile, content: str, most: int) -> str:
    types, found = _part_types(archive), []
    for ending in TEXT_PARTS[content]:
        parts = [part for part, kind in types.items() if kind.endswith(ending)]
        parts.sort(key=lambda part: (len(part), part))  # slide10 after slide9
        found += [_part_text(archive, part, markup.Ooxml(most)) for part in parts]
    # The first, even, and odd pages may each repeat the same header.
    return plain.clean("\n".join(dict.fromkeys(found)))


def _odf_text(archive: zipfile.ZipFile, most: int) -> str:
    names = set(archive.namelist())
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as member:
            if any(name == "encryption-data" for name, _ in markup.elements(member)):
                raise Problem("password")
    found = [_part_text(archive, part, markup.Odf(most)) for part in ODF_PARTS if part in names]
    return plain.clean("\n".join(found))


def _part_text(archive: zipfile.ZipFile, part: str, handler: markup.TextHandler) -> str:
    with archive.open(part) as member:
        return markup.text(member, handler)
