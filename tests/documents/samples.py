"""Make files like those that candidates and attackers upload."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import docx
from odf import opendocument
from odf.style import Footer, Header, MasterPage, PageLayout
from odf.table import Table, TableCell, TableRow
from odf.text import P
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas

SENTENCE = "Ada Lovelace writes Python and MySQL."
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass
class Upload:
    """An uploaded file of a form."""

    filename: str | None
    content: bytes

    @property
    def stream(self) -> io.BytesIO:
        return io.BytesIO(self.content)


def pdf(*lines: str, pages: int = 1, size: tuple[float, float] = (595, 842)) -> bytes:
    """Return a PDF with these lines on each page."""
    file = io.BytesIO()
    sheet = canvas.Canvas(file, pagesize=size)
    for number in range(pages):
        for row, line in enumerate([*(lines or (SENTENCE,)), f"Page {number + 1}"]):
            sheet.drawString(60, size[1] - 60 - 20 * row, line)
        sheet.showPage()
    sheet.save()
    return file.getvalue()


def scanned_pdf() -> bytes:
    """Return a PDF with an image but no text."""
    file = io.BytesIO()
    Image.new("RGB", (200, 300), "beige").save(file, "PDF")
    return file.getvalue()


def locked_pdf(user_password: str = "secret") -> bytes:
    """Return a PDF with a password; with an empty password, a PDF that only restricts printing."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(user_password, "owner", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def inflating_pdf(size: int) -> bytes:
    """Return a small PDF whose page content unpacks to ``size`` bytes."""
    squeezer = zlib.compressobj(9, wbits=-15)
    block = b"0 0 m " * 200_000
    # Blocks that do not refer to each other may be packed once and repeated.
    packed = squeezer.compress(block) + squeezer.flush(zlib.Z_FULL_FLUSH)
    packed = b"\x78\xda" + packed * (size // len(block)) + b"\x03\x00" + b"\0\0\0\0"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    return _pdf_of(objects)


def word(*paragraphs: str, header: str = "", footer: str = "", table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """Return a DOCX written by python-docx."""
    document = docx.Document()
    for paragraph in paragraphs or (SENTENCE,):
        document.add_paragraph(paragraph)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, value in zip(row.cells, cells, strict=True):
                cell.text = value
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_xml(
    body: str, main_type: str = WORD_MAIN, before: str = "", members: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a DOCX made of the XML inside its body, with ``before`` in front of the root element."""
    root = f"<w:document {WORD_NAMESPACE}><w:body>{body}</w:body></w:document>"
    document = f'<?xml version="1.0"?>{before}{root}'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
    )
    parts = {"[Content_Types].xml": types.encode(), "word/document.xml": document.encode()}
    return archive(parts | dict(members or {}))


def open_document(*paragraphs: str, header: str = "", footer: str = "", cells: tuple[str, ...] = ()) -> bytes:
    """Return an ODT written by odfpy."""
    document = opendocument.OpenDocumentText()
    for paragraph in paragraphs or (SENTENCE,):
        document.text.addElement(P(text=paragraph))
    if cells:
        table, row = Table(name="Skills"), TableRow()
        for value in cells:
            cell = TableCell()
            cell.addElement(P(text=value))
            row.addElement(cell)
        table.addElement(row)
        document.text.addElement(table)
    _add_margins(document, header, footer)
    return _saved(document)


def open_slides() -> bytes:
    """Return an ODP without slides."""
    return _saved(opendocument.OpenDocumentPresentation())


def rtf(text: str = SENTENCE, before: str = "") -> bytes:
    """Return an RTF document."""
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}"
    return f"{head}{before}\\f0 {text}\\par}}".encode("ascii")


def picture(kind: str, size: tuple[int, int] = (320, 200)) -> bytes:
    """Return an image of this format: PNG, JPEG, GIF, or WEBP."""
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind)
    return file.getvalue()


def archive(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return file.getvalue()


def compound(stream: str) -> bytes:
    """Return the container of the older office formats, with a stream of this name.

    Word 2007 and later write ``EncryptedPackage`` around a locked document, older ones ``WordDocument``.
    """
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + stream.encode("utf-16-le") + b"\0" * 2048


def locked_zip() -> bytes:
    """Return a zip whose members are marked as encrypted."""
    packed = bytearray(archive({"notes.txt": b"hidden"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = packed.index(signature) + offset
        packed[place : place + 2] = struct.pack("<H", struct.unpack_from("<H", packed, place)[0] | 1)
    return bytes(packed)


def declaring(content: bytes, declared: int) -> bytes:
    """Return the zip with a table of contents that claims ``declared`` bytes for the first member."""
    packed = bytearray(content)
    place = packed.index(b"PK\x01\x02") + 24
    packed[place : place + 4] = struct.pack("<I", declared)
    return bytes(packed)


def _pdf_of(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, trailer)


def _add_margins(document: Any, header: str, footer: str) -> None:
    layout = PageLayout(name="Page")
    document.automaticstyles.addElement(layout)
    page = MasterPage(name="Standard", pagelayoutname=layout)
    for part, value in ((Header(), header), (Footer(), footer)):
        part.addElement(P(text=value))
        page.addElement(part)
    document.masterstyles.addElement(page)


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()
