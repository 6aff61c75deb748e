"""Inspect and read a stored file through the child process, and validate its output."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careers.documents.formats import Format, matches_signature
from careers.documents.sandbox import ask

REQUEST_SECONDS = 1.0  # inside a web request
WORKER_SECONDS = 20.0  # in the worker
MAX_CHARACTERS = 1_000_000
MAX_PAGES = 20
MAX_PAGE_BYTES = 8 * 1024 * 1024

UNREAD = "We saved this file, but couldn’t extract its text"
WARNINGS = {
    "password": f"{UNREAD}: it’s password-protected. If you can, replace it with a copy that isn’t.",
    "broken": f"{UNREAD}: it seems to be damaged or incomplete. If you can, save it again and replace it.",
    "unpacks": f"{UNREAD}: it’s far larger once unpacked.",
    None: f"{UNREAD}. If it opens on your own computer, saving it again as a PDF may help.",
}
NO_TEXT = "We saved this file, but found no text in it, as in a scan. The hiring team can still open it."


@dataclass(frozen=True)
class Inspection:
    """The result of inspecting a file.

    ``agrees``: the content matches the extension. ``problem``: a key of WARNINGS, or None.
    """

    agrees: bool
    readable: bool
    content: str | None = None
    problem: str | None = None
    warning: str | None = None
    pages: int | None = None
    has_text: bool = False


@dataclass(frozen=True)
class Reading:
    """The text and page images of a file; ``images`` are WebP files in page order."""

    readable: bool
    text: str = ""
    images: tuple[bytes, ...] = ()
    warning: str | None = None
    pages: int | None = None


def inspect_file(source: Path, expected: Format, seconds: float | None = None) -> Inspection:
    """Inspect the content for at most ``seconds``, by default ``REQUEST_SECONDS``.

    Never raises because of the content: a file that crashes its reader is unreadable.
    """
    answer = ask("inspect", source, REQUEST_SECONDS if seconds is None else seconds)
    content = _text(answer, "content")
    if answer is None or content is None:
        with source.open("rb") as file:
            agrees = matches_signature(expected, file.read(2048))
        return Inspection(agrees=agrees, readable=False, warning=WARNINGS[None])
    problem = _text(answer, "problem")
    return Inspection(
        agrees=content in expected.contents,
        readable=problem is None,
        content=content,
        problem=problem,
        warning=WARNINGS.get(problem, WARNINGS[None]) if problem else None,
        pages=_positive(answer, "pages"),
        has_text=answer.get("has_text") is True,
    )


def read_file(source: Path, expected: Format, scratch: Path, seconds: float = WORKER_SECONDS) -> Reading:
    """Read text and page images from the file; each of the child's three steps may take ``seconds``.

    ``scratch`` is an empty folder for the images; the caller removes it.
    """
    inspection = inspect_file(source, expected, seconds)
    if not inspection.readable or not inspection.agrees:
        return Reading(readable=False, warning=inspection.warning or WARNINGS[None])
    answer, images = ask("text", source, seconds), draw_pages(source, scratch, seconds)
    text, problem = _text(answer, "text"), _text(answer, "problem")
    if text is None or problem:
        warning = WARNINGS.get(problem, WARNINGS[None])
        return Reading(False, images=images, warning=warning, pages=inspection.pages)
    return Reading(True, text[:MAX_CHARACTERS], images, pages=inspection.pages)


def read_beginning(source: Path, scratch: Path) -> Reading | None:
    """Read the text and the first page's image while the user waits; None if ``REQUEST_SECONDS`` were not enough.

    ``scratch`` is as for ``read_file``.
    """
    answer = ask("preview", source, REQUEST_SECONDS, scratch)
    text = _text(answer, "text")
    if text is None or _text(answer, "problem"):
        return None
    image = _image(scratch / "page-1.webp")
    return Reading(True, text[:MAX_CHARACTERS], (image,) if image else ())


def draw_pages(source: Path, scratch: Path, seconds: float = WORKER_SECONDS) -> tuple[bytes, ...]:
    """Return the first pages as WebP images, as many as could be rendered in time."""
    ask("pages", source, seconds, scratch)
    images = []
    for number in range(1, MAX_PAGES + 1):
        image = _image(scratch / f"page-{number}.webp")
        if image is None:
            break
        images.append(image)
    return tuple(images)


def _image(path: Path) -> bytes | None:
    # Written by a process that read an untrusted file, so links are not followed.
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_PAGE_BYTES:
        return None
    image = path.read_bytes()
    if not image.startswith(b"RIFF") or image[8:12] != b"WEBP":
        return None
    length = int.from_bytes(image[4:8], "little") + 8  # more than the file has if it was still being written
    return image if length <= len(image) else None


def _text(answer: Mapping[str, Any] | None, name: str) -> str | None:
    value = (answer or {}).get(name)
    return value if isinstance(value, str) else None


def _positive(answer: Mapping[str, Any], name: str) -> int | None:
    value = answer.get(name)
    return value if isinstance(value, int) and 0 < value < 2**31 else None
