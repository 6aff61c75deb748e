"""Clean text from users, before it is stored or compared."""

import re
import unicodedata

from wtforms.validators import Length

# Page and line breaks of word processors; they separate words.
_BREAKS = re.compile(r"[\x0b\x0c\x85]")
# All other controls except tabs and line ends, lone surrogates, and noncharacters (HTML, section 13.2.3.5).
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# They change the direction of the text around them, so that one name could look like another.
_DIRECTION_OVERRIDES = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_REPLACEMENT = "\ufffd"
MAX_SLUG_LENGTH = 100


def strip_controls(text: str) -> str:
    """Return the text without characters that nobody types, which come from copied text and aren't allowed on pages."""
    return _CONTROLS.sub("", _BREAKS.sub(" ", text))


def mark_controls(text: str) -> str:
    """Return the text with U+FFFD for each such character, so that a URL doesn't silently mean something else."""
    return _CONTROLS.sub(_REPLACEMENT, _BREAKS.sub(_REPLACEMENT, text))


def multiline(text: str | None) -> str:
    """Return the text with ``\n`` line endings and without control characters; blank lines and indents stay."""
    return strip_controls((text or "").replace("\r\n", "\n").replace("\r", "\n"))


def trimmed(text: str | None) -> str:
    """Return the text as ``multiline`` does, without the space around it."""
    return multiline(text).strip()


def one_line(text: str | None) -> str:
    """Return the text as one trimmed line with single spaces, unable to change the direction of what is beside it."""
    return " ".join(_DIRECTION_OVERRIDES.sub("", multiline(text)).split())


def shorten(text: str, max_length: int) -> str:
    """Return the text, cut with an ellipsis if it is longer than ``max_length``."""
    return text if len(text) <= max_length else f"{text[: max_length - 1].rstrip()}…"


def max_length(limit: int) -> Length:
    """Return a form validator that says how long the text may be."""
    return Length(max=limit, message=f"Use at most {limit:,} characters.")


def slugify(name: str, longest: int = MAX_SLUG_LENGTH) -> str:
    """Return the name as lower-case ASCII words joined by hyphens, for a URL; empty if no words are left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def unused_slug(name: str, taken: set[str], fallback: str, longest: int = 80) -> str:
    """Return the name's slug, with a number appended if it is one of those ``taken``."""
    slug = slugify(name, longest - 5) or fallback
    if slug not in taken:
        return slug
    return next(f"{slug}-{number}" for number in range(2, 10_000) if f"{slug}-{number}" not in taken)
