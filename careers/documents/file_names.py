"""Make a file name from a user safe to show, in its own script."""

import re
import unicodedata

MAX_LENGTH = 200  # characters, as in the Document model
MAX_EXTENSION_LENGTH = 16
MAX_INPUT_LENGTH = 1_000
# Persian, Indic scripts, and emoji need them.
JOINERS = "\u200c\u200d"
HIDDEN_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def clean_file_name(given: str | None) -> str:
    """Return the last part of a path without control or direction characters, at most 200 long, with its extension."""
    # The end holds the extension. Very long names take long to normalize, and are shortened for display anyway.
    last = re.split(r"[/\\]", given or "")[-1][-MAX_INPUT_LENGTH:]
    visible = "".join(char for char in unicodedata.normalize("NFC", last) if _is_visible(char))
    name = " ".join(visible.split()).rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > MAX_EXTENSION_LENGTH:
        return name[:MAX_LENGTH].rstrip() or "file"
    stem = stem[: MAX_LENGTH - len(extension) - 1].strip(". ") or "file"
    return f"{stem}.{extension}"


def extension_of(name: str) -> str:
    """Return the extension in lower case, or an empty string."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_visible(char: str) -> bool:
    # Tabs and line endings separate words; other control characters are removed.
    return char in JOINERS or char.isspace() or unicodedata.category(char) not in HIDDEN_CATEGORIES
