"""Draw the image that other sites show next to a link to a posting: 1200 × 630 pixels."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, ImageOps

from careers.company.branding.stylesheet_presenters import Look
from careers.postings.details_presenters import PostingDetails

SIZE = (1200, 630)
PAPER, INK, SOFT, ON_ACCENT = "#f7f5f0", "#15191e", "#4c535b", "#fffdf9"
MARGIN, LINE = 80, 1.12
TITLE_SIZES = (92, 76, 62, 50)
MAX_LINES = 3
# Used if installed; the first one ships with Pillow and has little more than ASCII.
OTHER_FONTS = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "NotoSansCJK-Bold.ttc", "Arial Unicode.ttf")
PLAIN = str.maketrans({"–": "-", "—": "-", "€": "EUR ", "£": "GBP ", "¥": "JPY ", "ß": "ss", "ø": "o", "ł": "l"})
# The default logo on a grid of 24 units: rows of data, and one in the accent color.
DEFAULT_LOGO = ((2, 11, 3.5), (6, 15, 7.75), (6, 15, 16.25), (2, 11, 20.5))
ACCENT_ROW = (10, 22, 12)
TOP, SCALE = 70, 2.6
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def social_image(posting: PostingDetails, look: Look, logo: bytes | None = None) -> bytes:
    """Return the image as PNG, in the accent color. Text that no font can draw is replaced, never drawn as boxes.

    ``logo`` is the uploaded logo, redrawn as PNG.
    """
    image, accent = Image.new("RGB", SIZE, PAPER), look.accents["accent"]
    draw = ImageDraw.Draw(image)
    _draw_head(image, draw, posting.company, look, logo)
    title = readable(posting.title, 50) or f"Open position {posting.identifier}"
    lines, size = wrapped(draw, title, SIZE[0] - 2 * MARGIN)
    for number, line in enumerate(lines):
        draw.text((MARGIN, 190 + number * size * LINE), line, font=font_for(title, size), fill=INK, stroke_width=1)
    draw.line((MARGIN, 488, SIZE[0] - MARGIN, 488), fill=accent, width=4)
    for number, text in enumerate((posting.places, posting.pay or "")):
        line = _cut(draw, readable(text, 32), 32)
        draw.text((MARGIN, 510 + number * 46), line, font=font_for(line, 32), fill=SOFT)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def wrapped(draw: ImageDraw.ImageDraw, title: str, width: int) -> tuple[list[str], int]:
    """Return the title in at most three lines and the largest size at which they fit; cut if necessary."""
    for size in TITLE_SIZES:
        lines = list(_lines(draw, title, font_for(title, size), width))
        if len(lines) <= MAX_LINES:
            return lines, size
    kept = lines[: MAX_LINES - 1]
    return [*kept, _cut(draw, " ".join(lines[MAX_LINES - 1 :]), size)], size


def _lines(draw: ImageDraw.ImageDraw, text: str, font: Font, width: int) -> Iterator[str]:
    line = ""
    for piece in _pieces(draw, text, font, width):
        longer = f"{line} {piece}".strip()
        if line and draw.textlength(longer, font) > width:
            yield line
            longer = piece
        line = longer
    yield line


def _pieces(draw: ImageDraw.ImageDraw, text: str, font: Font, width: int) -> Iterator[str]:
    """Yield the words; break words that are wider than a line, as in scripts without spaces."""
    for word in text.split():
        rest = word
        while draw.textlength(rest, font) > width:
            length = next(n for n in range(len(rest), 0, -1) if n == 1 or draw.textlength(rest[:n], font) <= width)
            yield rest[:length]
            rest = rest[length:]
        yield rest


def _cut(draw: ImageDraw.ImageDraw, text: str, size: int) -> str:
    font, width = font_for(text, size), SIZE[0] - 2 * MARGIN
    if draw.textlength(text, font) <= width:
        return text
    while text and draw.textlength(f"{text}...", font) > width:
        text = text[:-1]
    return f"{text.rstrip()}..."


def readable(text: str, size: int) -> str:
    """Return the text if a font can draw it, else with unaccented letters, else an empty string."""
    text = text.replace("–", "-")
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if has_glyphs(font_for(text, size), text):
        return text
    plain = unicodedata.normalize("NFKD", text.translate(PLAIN))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain if has_glyphs(font_for(plain, size), plain) else ""


def font_for(text: str, size: int) -> Font:
    """Return the first font that has every character of the text, or the first of all."""
    fonts = _fonts(size)
    return next((font for font in fonts if has_glyphs(font, text)), fonts[0])


def has_glyphs(font: Font, text: str) -> bool:
    """Return whether the font has every character. It draws missing ones like U+FFFF, which doesn't exist."""
    return all(c == " " or _glyph(font, c) != _glyph(font, "\uffff") for c in set(text))


def _glyph(font: Font, letter: str) -> tuple[object, bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


@cache
def _fonts(size: int) -> list[Font]:
    fonts: list[Font] = [ImageFont.load_default(size)]
    for name in OTHER_FONTS:
        try:
            fonts.append(ImageFont.truetype(name, size))
        except OSError:  # not on this machine
            continue
    return fonts


def _draw_head(image: Image.Image, draw: ImageDraw.ImageDraw, company: str, look: Look, logo: bytes | None) -> None:
    right = _draw_picture(image, logo) if logo else _draw_default_logo(draw, look)
    if look.shows_name or not logo:
        name = readable(company, 34) or "Careers"
        draw.text((right + 22, 84), name, font=font_for(name, 34), fill=INK)


def _draw_picture(image: Image.Image, logo: bytes) -> int:
    picture = Image.open(BytesIO(logo), formats=["PNG"]).convert("RGBA")
    picture = ImageOps.contain(picture, (400, 72))
    image.paste(picture, (MARGIN, TOP + (62 - picture.height) // 2), picture)
    return MARGIN + picture.width


def _draw_default_logo(draw: ImageDraw.ImageDraw, look: Look) -> int:
    """Draw the company's letters or the default logo, and return its right edge."""
    letters, accent = readable(look.letters, 30), look.accents["accent"]
    if letters:
        draw.rounded_rectangle((MARGIN, TOP, MARGIN + 62, TOP + 62), 8, fill=accent)
        middle = (MARGIN + 31, TOP + 31)
        draw.text(middle, letters, font=font_for(letters, 30), fill=ON_ACCENT, anchor="mm", stroke_width=1)
        return MARGIN + 62
    for start, end, row in (*DEFAULT_LOGO, ACCENT_ROW):
        top, bottom = TOP + (row - 1.5) * SCALE, TOP + (row + 1.5) * SCALE
        box = (MARGIN + start * SCALE, top, MARGIN + end * SCALE, bottom)
        draw.rectangle(box, fill=accent if (start, end, row) == ACCENT_ROW else INK)
    return MARGIN + 62
