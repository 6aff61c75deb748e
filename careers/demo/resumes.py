"""The demo's resumes as PDF files, laid out from plain text."""

import ctypes
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from pypdfium2 import raw

# A4 and its margins, in points.
WIDTH, HEIGHT, MARGIN = 595, 842, 64
TEXT, BOLD = b"Helvetica", b"Helvetica-Bold"


@dataclass(frozen=True)
class Line:
    """A line of text with its font, size, and the space above its baseline; sizes in points."""

    words: str
    font: bytes = TEXT
    size: float = 10.5
    above: float = 15


def resume_pdf(text: str) -> bytes:
    """Return a one-page PDF: the first line as the name, the second as contact details, ``# …`` as headings, the rest
    as paragraphs.

    Text that doesn't fit on the page is cut off; the fonts only have Latin-1 characters.
    """
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(WIDTH, HEIGHT)
    left: float = HEIGHT - MARGIN
    for line in _lines(text.strip().splitlines()):
        left -= line.above
        if left < MARGIN:
            break
        if line.words:
            _set(document, page, line, left)
    page.gen_content()
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _lines(rows: list[str]) -> Iterator[Line]:
    yield Line(rows[0], BOLD, 22, 22)
    yield Line(rows[1], above=18)
    paragraph: list[str] = []
    for row in [*rows[2:], ""]:
        if row and not row.startswith("# "):
            paragraph.append(row)
            continue
        for number, words in enumerate(textwrap.wrap(" ".join(paragraph), 84)):
            yield Line(words, above=15 if number else 19)
        paragraph = []
        if row:
            yield Line(row[2:], BOLD, 12.5, 30)


def _set(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, line: Line, baseline: float) -> None:
    words = ctypes.create_string_buffer(line.words.encode("utf-16-le") + b"\0\0")
    shape = raw.FPDFPageObj_NewTextObj(document.raw, line.font, line.size)
    raw.FPDFText_SetText(shape, ctypes.cast(words, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_Transform(shape, 1, 0, 0, 1, MARGIN, baseline)
    raw.FPDFPage_InsertObject(page.raw, shape)
