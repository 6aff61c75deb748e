"""The allowlist of file types: how their content is recognized, and how they are served."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["resume", "work_sample"]

ZIP = (b"PK\x03\x04",)
# Word, PowerPoint, and Excel put a password-protected document into the container of their older formats.
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OASIS = "application/vnd.oasis.opendocument"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Only text that no browser runs: no HTML, SVG, XML, or JavaScript. It is always served as plain text.
SOURCE = ("py", "sql", "ts", "java", "kt", "swift", "go", "rs", "c", "h", "cpp", "hpp", "cs", "rb", "json")
NOTEBOOK = ("ipynb",)


@dataclass(frozen=True)
class Format:
    """One accepted file type.

    ``contents`` are the results of an inspection that match the extension. Without a result, the file must start with
    one of ``signatures``, and plain text must not start like any other type.
    """

    name: str
    extensions: tuple[str, ...]
    media_type: str
    contents: tuple[str, ...]
    signatures: tuple[bytes, ...] = ()
    in_resume: bool = False


FORMATS = (
    Format("PDF", ("pdf",), "application/pdf", ("pdf",), (b"%PDF-",), in_resume=True),
    Format("DOCX", ("docx",), WORD, ("docx", "locked-office", "broken-zip"), (*ZIP, LOCKED), in_resume=True),
    Format("ODT", ("odt",), f"{OASIS}.text", ("odt", "broken-zip"), ZIP, in_resume=True),
    Format("RTF", ("rtf",), "application/rtf", ("rtf",), (b"{\\rtf",), in_resume=True),
    Format("TXT", ("txt",), "text/plain", ("text",), in_resume=True),
    Format("Markdown", ("md",), "text/plain", ("text",)),
    Format("PNG", ("png",), "image/png", ("png",), (b"\x89PNG\r\n\x1a\n",)),
    Format("JPEG", ("jpg", "jpeg"), "image/jpeg", ("jpeg",), (b"\xff\xd8\xff",)),
    Format("GIF", ("gif",), "image/gif", ("gif",), (b"GIF87a", b"GIF89a")),
    Format("WebP", ("webp",), "image/webp", ("webp",), (b"RIFF",)),
    Format("PPTX", ("pptx",), SLIDES, ("pptx", "locked-office", "broken-zip"), (*ZIP, LOCKED)),
    Format("XLSX", ("xlsx",), SHEET, ("xlsx", "locked-office", "broken-zip"), (*ZIP, LOCKED)),
    Format("ODP", ("odp",), f"{OASIS}.presentation", ("odp", "broken-zip"), ZIP),
    Format("CSV", ("csv",), "text/csv", ("text",)),
    Format("ZIP", ("zip",), "application/zip", ("zip", "broken-zip"), ZIP),
    Format("source code", (*SOURCE, *NOTEBOOK), "text/plain", ("text",)),
)
BY_EXTENSION = {extension: row for row in FORMATS for extension in row.extensions}
MEDIA_TYPES = frozenset(row.media_type for row in FORMATS)


def accepted_formats(kind: Kind) -> tuple[Format, ...]:
    """Return the file types accepted for this kind of document."""
    return tuple(row for row in FORMATS if row.in_resume or kind == "work_sample")


def format_for(extension: str, kind: Kind) -> Format | None:
    """Return the accepted type with this extension (lower case, without a dot), or None."""
    row = BY_EXTENSION.get(extension)
    return row if row in accepted_formats(kind) else None


def format_of_content(content: str | None) -> Format | None:
    """Return the type whose main content this is, to tell users what a misnamed file really is."""
    return next((row for row in FORMATS if row.contents[0] == content), None)


def accepted_text(kind: Kind) -> str:
    """Return the accepted types as a phrase: ``PDF, DOCX, ODT, RTF, or TXT``."""
    names = [row.name for row in accepted_formats(kind)]
    return f"{', '.join(names[:-1])}, or {names[-1]}"


def accept_attribute(kind: Kind) -> str:
    """Return the ``accept`` attribute of a file field: extensions, and the media types that phones use."""
    rows = accepted_formats(kind)
    extensions = [f".{extension}" for row in rows for extension in row.extensions]
    return ",".join([*extensions, *dict.fromkeys(row.media_type for row in rows)])


def matches_signature(row: Format, head: bytes) -> bool:
    """Return whether a file with these first bytes could be of this type."""
    if row.signatures:
        return head.lstrip(b"\xef\xbb\xbf\0 \t\r\n\f").startswith(row.signatures)
    return not any(head.startswith(other.signatures) for other in FORMATS if other.signatures) and b"\0" not in head
