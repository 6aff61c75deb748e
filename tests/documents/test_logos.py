"""A company's logo is always redrawn from the upload; anything that can't be a logo is rejected with a reason."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from careers.documents.logos import MAX_BYTES, redraw_logo
from careers.documents.storage import FolderStorage
from careers.documents.upload_errors import UploadRefused
from tests.documents.samples import SENTENCE, Upload, picture

SCRIPT = b"<script>alert(1)</script>"


def logo_file(mode: str = "RGBA", size: tuple[int, int] = (400, 200), kind: str = "PNG", margin: int = 40) -> bytes:
    """Return an image of a rectangle with a transparent or black margin."""
    image = Image.new(mode, size)
    inner = (size[0] - 2 * margin, size[1] - 2 * margin)
    image.paste(Image.new("RGBA", inner, "#0b4f8a").convert(mode.split(";", maxsplit=1)[0]), (margin, margin))
    file, text = io.BytesIO(), PngInfo()
    text.add_text("comment", SCRIPT.decode())
    image.save(file, kind, **({"pnginfo": text} if kind == "PNG" else {}))
    return file.getvalue()


def animation(kind: str) -> bytes:
    """Return an animation of three images."""
    first, *others = (Image.new("RGBA", (60, 60), color) for color in ("red", "green", "blue"))
    file = io.BytesIO()
    first.save(file, kind, save_all=True, append_images=others)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("logo.png", logo_file(), (256, 96)),
        ("logo.webp", logo_file(kind="WEBP"), (256, 96)),
        ("misnamed.txt", logo_file("LA"), (256, 96)),
        ("opaque.png", logo_file("RGB"), (192, 96)),
        ("gray.png", logo_file("I;16"), (192, 96)),
        ("small.png", logo_file(size=(110, 110)), (30, 30)),
    ],
)
def test_a_logo_is_redrawn_without_margins(tmp_path: Path, name: str, content: bytes, size: tuple[int, int]) -> None:
    logo = redraw_logo(Upload(name, content), FolderStorage(tmp_path))
    drawn, icon = (Image.open(io.BytesIO(picture)) for picture in (logo.picture, logo.icon))
    assert (drawn.format, drawn.size, (logo.width, logo.height)) == ("PNG", size, size)
    assert (icon.format, icon.size) == ("PNG", (128, 128))
    assert SCRIPT not in logo.picture + logo.icon and not drawn.info.get("comment")
    assert not list(tmp_path.rglob("*.*"))  # the upload is not kept


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("logo.svg", lambda: b'<?xml version="1.0"?><svg onload="alert(1)"/>', "is an SVG"),
        ("logo.png", lambda: b"<SVG/>", "is an SVG"),
        ("logo.png", lambda: picture("jpeg"), "isn’t a PNG or WebP"),
        ("logo.png", lambda: SENTENCE.encode(), "isn’t a PNG or WebP"),
        ("logo.png", lambda: animation("PNG"), "is animated"),
        ("logo.webp", lambda: animation("WEBP"), "is animated"),
        ("logo.png", lambda: logo_file(size=(5000, 100)), "4,096 pixels"),
        ("logo.png", lambda: logo_file(size=(90, 90)), "less than 24 pixels"),
        ("logo.png", lambda: logo_file(size=(1000, 110)), "eight times"),
        ("logo.png", lambda: logo_file(margin=100), "transparent"),
        ("logo.png", lambda: logo_file()[:400], "damaged"),
        ("logo.png", lambda: b"", "is empty"),
        ("logo.png", lambda: logo_file() + bytes(MAX_BYTES), "is larger than 2"),
    ],
)
def test_an_unsuitable_file_is_rejected_with_a_reason(
    tmp_path: Path, name: str, make: Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(UploadRefused, match=f"“{name}” .*{reason}"):
        redraw_logo(Upload(name, make()), FolderStorage(tmp_path))
    assert not list(tmp_path.iterdir())
