"""Make a company's logo from an uploaded image: redrawn by the child, so that uploaded bytes are never served."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careers.documents.file_names import clean_file_name
from careers.documents.sandbox import ask
from careers.documents.services import Upload
from careers.documents.storage import FolderStorage, StorageUnavailable
from careers.documents.upload_errors import UploadRefused
from careers.formatting import format_size

MAX_BYTES = 2 * 1024 * 1024
# A redrawn logo has a few kilobytes; noise has more.
MAX_REDRAWN_BYTES = 200 * 1024
MAX_SIDE = 480
SECONDS = 5.0  # of elapsed time: an admin waits for it, once every few years
PNG = b"\x89PNG\r\n\x1a\n"
PROBLEMS = {
    "vector": "is an SVG, which can contain scripts. Export the logo as PNG or WebP, at least 200 pixels high.",
    "type": "isn’t a PNG or WebP image. Export the logo as one of them.",
    "moving": "is animated. Export a still image.",
    "pixels": "is larger than 4,096 pixels on one side. Export it smaller; 200 pixels high is plenty.",
    "small": "is less than 24 pixels wide or high. Export it at least 200 pixels high.",
    "shape": "is more than eight times as long as it is wide. Crop it.",
    "empty": "is completely transparent.",
    "broken": "seems to be damaged or incomplete. Save it again as PNG or WebP, then choose it again.",
    "size": f"is larger than {format_size(MAX_BYTES)}. Export it smaller.",
    "nothing": "is empty. Check the file and choose it again.",
    "noise": f"is larger than {format_size(MAX_REDRAWN_BYTES)} even when scaled down. "
    "Choose a simpler image, not a photo.",
}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Logo:
    """A logo and a square icon made from it, both PNG; width and height are the logo's, in pixels."""

    picture: bytes
    icon: bytes
    width: int
    height: int


def redraw_logo(upload: Upload, storage: FolderStorage) -> Logo:
    """Return the logo redrawn from an uploaded image, which isn't kept. Call it outside any transaction.

    Raises UploadRefused with the message for the field.
    """
    name = clean_file_name(upload.filename)
    try:
        with storage.scratch() as folder:
            content = upload.stream.read(MAX_BYTES + 1)
            if not content or len(content) > MAX_BYTES:
                raise _refused(name, "size" if content else "nothing")
            source = folder / "upload"
            source.write_bytes(content)
            return _logo(name, ask("logo", source, SECONDS, folder), folder)
    except (OSError, StorageUnavailable) as error:
        log.exception("documents: a logo could not be stored")
        raise UploadRefused(
            f"“{name}” couldn’t be saved because of a problem on our side. Try again in a few minutes."
        ) from error


def _logo(name: str, answer: Mapping[str, Any] | None, folder: Path) -> Logo:
    problem = "broken" if answer is None else answer.get("problem")
    if problem:
        raise _refused(name, str(problem))
    picture, icon = _png(folder / "logo.png"), _png(folder / "icon.png")
    if picture is None or icon is None:
        raise _refused(name, "noise")
    return Logo(picture, icon, *_size(picture))


def _refused(name: str, problem: str) -> UploadRefused:
    return UploadRefused(f"“{name}” {PROBLEMS.get(problem, PROBLEMS['broken'])}")


def _png(path: Path) -> bytes | None:
    """Return a file that the child wrote, after checking that it is a PNG of the expected size and not a link."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_REDRAWN_BYTES:
        return None
    content = path.read_bytes()
    if not content.startswith(PNG) or not all(0 < side <= MAX_SIDE for side in _size(content)):
        return None
    return content


def _size(png: bytes) -> tuple[int, int]:
    # The first chunk of every PNG is IHDR, which starts with width and height.
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
