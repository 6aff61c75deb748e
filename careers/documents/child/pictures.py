"""Pictures, through Pillow: whether they are whole, and a smaller copy to look at."""

from __future__ import annotations

from typing import Any, BinaryIO

from PIL import Image, ImageOps

from . import limits
from .problems import Problem

# Our own limit is checked before anything is decoded; Pillow's would turn a large photograph into an error.
Image.MAX_IMAGE_PIXELS = None


def inspect(file: BinaryIO, content: str) -> dict[str, Any]:
    """Nothing but the proof that the picture's structure holds. Raises Problem where it does not."""
    try:
        _open(file, content).verify()
    except (OSError, SyntaxError, ValueError) as error:
        raise Problem("broken") from error
    return {}


def text(_file: BinaryIO, _content: str) -> str:
    """A picture has no text."""
    return ""


def pages(file: BinaryIO, content: str) -> int:
    """Draw the picture anew, no larger than a page: what is shown is never the bytes that were sent."""
    try:
        picture = _open(file, content)
        if picture.width * picture.height > limits.PIXELS:
            return 0
        picture.draft("RGB", (limits.PAGE_WIDTH * 2, limits.PAGE_HEIGHT * 2))
        upright = ImageOps.exif_transpose(picture).convert("RGBA" if picture.has_transparency_data else "RGB")
        upright.thumbnail((limits.PAGE_WIDTH, limits.PAGE_HEIGHT))
        upright.save("page-1.webp", quality=80, method=2)
    except (OSError, SyntaxError, ValueError) as error:
        raise Problem("broken") from error
    return 1


def _open(file: BinaryIO, content: str) -> Image.Image:
    file.seek(0)
    return Image.open(file, formats=[content.upper()])
