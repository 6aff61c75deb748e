"""Make a file name from a user safe to show, in its own script."""

import re
import unicodedata

MAX_LENGTH = 200  # characters, as in the Document model
MAX_EXTENSION_LENGTH = 16
MAX_GIVEN_LENGTH = 1_000
# Joiners stay: Persian, Indic scripts, and emoji need them.
KEPT_FORMATS = "\u200c\u200d"
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def clean_file_name(given: str | None) -> str:
    """Return the last part of a path without control or direction characters, at most 200 long, with its extension."""
    # The end holds the extension. Very long names take long to normalize, and are shortened for display anyway.
    last = re.split(r"[/\\]", given or "")[-1][-MAX_GIVEN_LENGTH:]
    shown = "".join(mark for mark in unicodedata.normalize("NFC", last) if _is_shown(mark))
    name = " ".join(shown.split()).rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > MAX_EXTENSION_LENGTH:
        return name[:MAX_LENGTH].rstrip() or "file"
    stem = stem[: MAX_LENGTH - len(extension) - 1].strip(". ") or "file"
    return f"{stem}.{extension}"


def extension_of(name: str) -> str:
    """Return the extension in lower case, or an empty string."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_shown(mark: str) -> bool:
    # Tabs and line endings separate words; other control characters are removed.
    return mark in KEPT_FORMATS or mark.isspace() or unicodedata.category(mark) not in HIDDEN
