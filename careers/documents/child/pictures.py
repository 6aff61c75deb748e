"""Images, read with Pillow: whether they are intact, and a smaller copy to show."""

from typing import Any, BinaryIO

from PIL import Image, ImageOps

from . import limits
from .unreadable import Problem

# Our own limit is checked before anything is decoded; Pillow's would reject large photos.
Image.MAX_IMAGE_PIXELS = None


def inspect(file: BinaryIO, content: str) -> dict[str, Any]:
    """Check that the image's structure is intact. Raises Problem if it isn't."""
    try:
        _open(file, content).verify()
    except (OSError, SyntaxError, ValueError) as error:
        raise Problem("broken") from error
    return {}


def text(_file: BinaryIO, _content: str) -> str:
    """Return nothing: an image has no text."""
    return ""


def pages(file: BinaryIO, content: str) -> int:
    """Redraw the image, no larger than a page: the original bytes are never shown."""
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
