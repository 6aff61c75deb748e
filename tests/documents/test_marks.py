"""A company's mark: whatever was sent, what is kept was drawn anew by the child; what cannot be a mark is told why."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from careers.documents.marks import MAX_BYTES, read_mark
from careers.documents.storage import FolderStorage
from careers.documents.upload_errors import UploadRefused
from tests.documents.samples import SENTENCE, picture

SCRIPT = b"<script>alert(1)</script>"


@dataclass
class Sent:
    """A file as a form brings it."""

    filename: str
    content: bytes

    @property
    def stream(self) -> io.BytesIO:
        """What is read of it."""
        return io.BytesIO(self.content)


def saved(
    mode: str = "RGBA", size: tuple[int, int] = (400, 200), kind: str = "PNG", margin: int = 40
) -> bytes:
    """A picture with something on it, and a margin around it: transparent, or black."""
    image = Image.new(mode, size)
    inner = (size[0] - 2 * margin, size[1] - 2 * margin)
    image.paste(Image.new("RGBA", inner, "#0b4f8a").convert(mode.split(";", maxsplit=1)[0]), (margin, margin))
    file, text = io.BytesIO(), PngInfo()
    text.add_text("comment", SCRIPT.decode())
    image.save(file, kind, **({"pnginfo": text} if kind == "PNG" else {}))
    return file.getvalue()


def moving(kind: str) -> bytes:
    """Three pictures one after the other."""
    first, *others = (Image.new("RGBA", (60, 60), color) for color in ("red", "green", "blue"))
    file = io.BytesIO()
    first.save(file, kind, save_all=True, append_images=others)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("mark.png", saved(), (256, 96)),
        ("mark.webp", saved(kind="WEBP"), (256, 96)),
        ("misnamed.txt", saved("LA"), (256, 96)),
        ("opaque.png", saved("RGB"), (192, 96)),
        ("gray.png", saved("I;16"), (192, 96)),
        ("small.png", saved(size=(110, 110)), (30, 30)),
    ],
)
def test_a_mark_is_drawn_anew_without_margins(
    tmp_path: Path, name: str, content: bytes, size: tuple[int, int]
) -> None:
    mark = read_mark(Sent(name, content), FolderStorage(tmp_path))
    drawn, icon = (Image.open(io.BytesIO(picture)) for picture in (mark.picture, mark.icon))
    assert (drawn.format, drawn.size, (mark.width, mark.height)) == ("PNG", size, size)
    assert (icon.format, icon.size) == ("PNG", (128, 128))
    assert SCRIPT not in mark.picture + mark.icon and not drawn.info.get("comment")
    assert not list(tmp_path.rglob("*.*"))  # nothing of what was sent is kept


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        ("mark.svg", lambda: b'<?xml version="1.0"?><svg onload="alert(1)"/>', "is an SVG"),
        ("mark.png", lambda: b"<SVG/>", "is an SVG"),
        ("mark.png", lambda: picture("jpeg"), "isn’t a PNG or WebP"),
        ("mark.png", lambda: SENTENCE.encode(), "isn’t a PNG or WebP"),
        ("mark.png", lambda: moving("PNG"), "is animated"),
        ("mark.webp", lambda: moving("WEBP"), "is animated"),
        ("mark.png", lambda: saved(size=(5000, 100)), "4,096 pixels"),
        ("mark.png", lambda: saved(size=(90, 90)), "less than 24 pixels"),
        ("mark.png", lambda: saved(size=(1000, 110)), "eight times"),
        ("mark.png", lambda: saved(margin=100), "transparent"),
        ("mark.png", lambda: saved()[:400], "damaged"),
        ("mark.png", lambda: b"", "is empty"),
        ("mark.png", lambda: saved() + bytes(MAX_BYTES), "is larger than 2"),
    ],
)
def test_what_cannot_be_a_mark_is_told_why(
    tmp_path: Path, name: str, make: Callable[[], bytes], why: str
) -> None:
    with pytest.raises(UploadRefused, match=f"“{name}” .*{why}"):
        read_mark(Sent(name, make()), FolderStorage(tmp_path))
    assert not list(tmp_path.iterdir())
