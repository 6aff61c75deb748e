"""PDF files, read with PDFium: page count, text, and page images."""

import time
from typing import Any, BinaryIO

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from . import limits, plain
from .unreadable import Problem

SAMPLED_PAGES = 3  # to find out whether there is any text


def inspect(file: BinaryIO, _content: str) -> dict[str, Any]:
    """Return the number of pages, and whether the first ones contain text rather than a scan."""
    document = _open(file)
    first = range(min(len(document), SAMPLED_PAGES))
    return {"pages": len(document), "has_text": any(_page_text(document, number).strip() for number in first)}


def text(file: BinaryIO, _content: str) -> str:
    """Return the text of the pages in order, separated by empty lines."""
    document, parts, length = _open(file), [], 0
    for number in range(len(document)):
        parts.append(_page_text(document, number))
        length += len(parts[-1])
        if length > limits.CHARACTERS:
            break
    return plain.clean("\n\n".join(parts))


def pages(file: BinaryIO, _content: str) -> int:
    """Render the first pages, up to a limit or a page that can't be rendered; return how many."""
    document, started = _open(file), time.monotonic()
    document.init_forms()  # otherwise filled-in form fields are rendered empty
    for number in range(min(len(document), limits.PAGES)):
        if time.monotonic() - started > limits.RENDER_SECONDS or not _draw(document, number):
            return number
    return min(len(document), limits.PAGES)


def _open(file: BinaryIO) -> Any:
    file.seek(0)
    try:
        return pypdfium2.PdfDocument(file.read())
    except pypdfium2.PdfiumError as error:
        raise Problem("password" if error.err_code == FPDF_ERR_PASSWORD else "broken") from error


def _page_text(document: Any, number: int) -> str:
    try:
        return str(document[number].get_textpage().get_text_range())
    except pypdfium2.PdfiumError:
        return ""  # one damaged page must not hide the others


def _draw(document: Any, number: int) -> bool:
    try:
        page = document[number]
        width, height = (max(side, 1.0) for side in page.get_size())
        picture = page.render(scale=min(limits.PAGE_WIDTH / width, limits.PAGE_HEIGHT / height)).to_pil()
    except (pypdfium2.PdfiumError, ValueError):
        return False
    picture.convert("RGB").save(f"page-{number + 1}.webp", quality=80, method=2)
    return True
