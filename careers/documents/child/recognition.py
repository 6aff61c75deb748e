"""Recognize what a file is by its content alone: the first bytes, then the structure, never the name."""

import importlib
from typing import Any, BinaryIO

SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound"),
)
# Bytes that mail gateways and printers put before a PDF's first line.
BEFORE_PDF = b"\xef\xbb\xbf\0 \t\r\n\f"
PRINTER = b"\x1b%-12345X"
LOCKED = "EncryptedPackage".encode("utf-16-le")

READERS = {
    "pdf": "pdf",
    **dict.fromkeys(("rtf", "text"), "plain"),
    **dict.fromkeys(("png", "jpeg", "gif", "webp"), "pictures"),
    **dict.fromkeys(("docx", "pptx", "xlsx", "odt", "odp", "zip"), "packages"),
}


def content_of(file: BinaryIO) -> str:
    """Return the content type's name: one of READERS, ``locked-office``, ``broken-zip``, or ``unknown``."""
    file.seek(0)
    head = file.read(2048)
    file.seek(0)
    signed = next((name for signature, name in SIGNATURES if head.startswith(signature)), "")
    if signed == "archive":
        return str(load("packages").content_of(file))
    if signed == "compound":
        return "locked-office" if LOCKED in file.read() else "unknown"
    if signed:
        return signed
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.lstrip(BEFORE_PDF).startswith(b"%PDF-") or (head.startswith(PRINTER) and b"%PDF-" in head):
        return "pdf"
    return "text" if load("plain").is_text(file.read()) else "unknown"


def reader_of(content: str) -> Any:
    """Return the module that reads this content."""
    return load(READERS.get(content, "unreadable"))


def load(name: str) -> Any:
    """Return a module of this package, imported on demand because each takes time to load."""
    return importlib.import_module(f".{name}", __package__)
