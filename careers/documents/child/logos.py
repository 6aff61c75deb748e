"""A company's logo: an uploaded image, redrawn at a small size, with a square icon made from it."""

from typing import Any, BinaryIO

from PIL import Image, ImageOps

from . import limits
from .unreadable import Problem

ACCEPTED = ("png", "webp")
BROKEN = (OSError, SyntaxError, ValueError, EOFError)
Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is decoded


def draw(file: BinaryIO, content: str) -> dict[str, Any]:
    """Draw ``logo.png`` and ``icon.png`` into the current folder; return the logo's ``width`` and ``height``.

    Raises Problem: ``vector``, ``type``, ``moving``, ``pixels``, ``small``, ``shape``, ``empty``, or ``broken``.
    """
    if content not in ACCEPTED:
        raise Problem("vector" if _is_vector(file) else "type")
    try:
        logo = _trimmed(_opened(file, content))
        logo.thumbnail((limits.LOGO_WIDTH, limits.LOGO_HEIGHT), Image.Resampling.LANCZOS)
        logo.save("logo.png", optimize=True)
        _icon(logo).save("icon.png", optimize=True)
    except BROKEN as error:
        raise Problem("broken") from error
    return {"width": logo.width, "height": logo.height}


def _is_vector(file: BinaryIO) -> bool:
    file.seek(0)
    return b"<svg" in file.read(65_536).lower()


def _opened(file: BinaryIO, content: str) -> Image.Image:
    file.seek(0)
    picture = Image.open(file, formats=[content.upper()])
    if max(picture.size) > limits.MAX_LOGO_SIDE:
        raise Problem("pixels")
    if getattr(picture, "n_frames", 1) > 1:
        raise Problem("moving")
    picture.load()
    return ImageOps.exif_transpose(picture)


def _trimmed(picture: Image.Image) -> Image.Image:
    """Return the image without the transparent margins that programs leave, and without metadata."""
    if picture.mode.startswith("I"):  # 16 bits of gray
        picture = picture.convert("I").point([value // 256 for value in range(65_536)], "L")
    colored = picture.convert("RGBA")
    box = colored.getchannel("A").getbbox()
    if box is None:
        raise Problem("empty")
    plain = Image.new("RGBA", (box[2] - box[0], box[3] - box[1]))
    plain.paste(colored.crop(box))
    if min(plain.size) < limits.MIN_LOGO_SIDE:
        raise Problem("small")
    if max(plain.size) > limits.MAX_LOGO_RATIO * min(plain.size):
        raise Problem("shape")
    return plain


def _icon(logo: Image.Image) -> Image.Image:
    """Return the logo in the middle of a transparent square."""
    small = ImageOps.contain(logo, (limits.ICON_SIDE, limits.ICON_SIDE), Image.Resampling.LANCZOS)
    icon = Image.new("RGBA", (limits.ICON_SIDE, limits.ICON_SIDE))
    icon.paste(small, ((limits.ICON_SIDE - small.width) // 2, (limits.ICON_SIDE - small.height) // 2))
    return icon
