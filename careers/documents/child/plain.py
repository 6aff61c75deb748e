"""Plain text and RTF: detect the encoding, and clean text for storage and search."""

import codecs
import importlib
import re
import unicodedata
from typing import Any, BinaryIO

from . import limits
from .unreadable import Problem

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is a prefix of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MIN_ZERO_SHARE = 0.6
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\uffff]")
# PDFium returns one of these for a hyphen at the end of a line.
LINE_HYPHEN = re.compile(r"[\x02\ufffe]\n?")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xad": "", "\xa0": " "})
SAMPLED_CHARACTERS, MAX_CHARACTERS = 100_000, 4_000_000  # of RTF including its markup
# An embedded photo is millions of hexadecimal digits, which the RTF library would process one by one.
RTF_PICTURES = re.compile(r"[0-9a-fA-F]{64}[0-9a-fA-F\s]*")
# Groups that the RTF library skips although people put names and addresses there.
RTF_SKIPPED_GROUPS = re.compile(r"\\(?:\*\\shpinst|shptxt|shp|header[lrf]?|footer[lrf]?)(?![a-z])")


def decode(raw: bytes) -> str | None:
    """Return the bytes as text, or None if they aren't text."""
    encoding = _encoding(raw)
    if encoding is None:
        return None
    try:
        decoded = raw.decode(encoding, "replace" if encoding == "cp1252" else "strict")
    except UnicodeDecodeError:
        return None
    return None if CONTROLS.search(decoded) else decoded


def is_text(raw: bytes) -> bool:
    """Return whether the bytes are text in a known encoding."""
    return decode(raw) is not None


def clean(raw: str) -> str:
    """Return text as it is stored: NFC, one kind of line ending, and no characters that databases or pages reject."""
    joined = LINE_HYPHEN.sub("", raw[: 2 * limits.CHARACTERS].replace("\r\n", "\n").replace("\r", "\n"))
    # RTF and some PDFs write characters beyond U+FFFF as surrogate pairs.
    text = joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    tidy = UNSTORABLE.sub("", unicodedata.normalize("NFC", text.translate(LIGATURES)))
    tidy = re.sub(r"[ \t]+$", "", tidy, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", tidy).strip()[: limits.CHARACTERS]


def text(file: BinaryIO, content: str) -> str:
    """Return the file's text. Raises Problem for RTF that can't be parsed."""
    return clean(_text(file, content, MAX_CHARACTERS))


def inspect(file: BinaryIO, content: str) -> dict[str, Any]:
    """Return whether there is any text near the beginning."""
    return {"has_text": bool(clean(_text(file, content, SAMPLED_CHARACTERS)))}


def pages(_file: BinaryIO, _content: str) -> int:
    """Render nothing: text is shown as text."""
    return 0


def _encoding(raw: bytes) -> str | None:
    declared = next((encoding for mark, encoding in BYTE_ORDER_MARKS if raw.startswith(mark)), None)
    if declared:
        return declared
    if b"\0" in raw[:4096]:
        # Without a byte order mark, UTF-16 Latin text has a zero byte in every other position.
        even, odd = raw[0:4096:2].count(0), raw[1:4096:2].count(0)
        threshold = min(len(raw), 4096) / 2 * MIN_ZERO_SHARE
        return "utf-16-le" if not even and odd > threshold else "utf-16-be" if not odd and even > threshold else None
    try:
        codecs.lookup("utf-8").decode(raw, "strict")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _text(file: BinaryIO, content: str, limit: int) -> str:
    file.seek(0)
    raw = file.read()
    return _rtf(raw, limit) if content == "rtf" else (decode(raw) or "")[:limit]


def _rtf(raw: bytes, limit: int) -> str:
    striprtf: Any = importlib.import_module("striprtf.striprtf")
    markup = RTF_SKIPPED_GROUPS.sub("", RTF_PICTURES.sub("", raw.decode("cp1252", "replace")))
    try:
        return str(striprtf.rtf_to_text(markup[:limit], errors="ignore"))
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Problem("broken") from error
