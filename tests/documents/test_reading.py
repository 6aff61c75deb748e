"""Extract text and page images from real files."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from careers.documents.formats import BY_EXTENSION
from careers.documents.inspect import Reading, read_file
from tests.documents import samples

Read = Callable[[bytes, str], Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that reads bytes with an extension."""

    def read(content: bytes, extension: str) -> Reading:
        path, scratch = tmp_path / "stored", tmp_path / "scratch"
        path.write_bytes(content)
        scratch.mkdir()
        return read_file(path, BY_EXTENSION[extension], scratch)

    return read


def test_a_pdf_gives_the_text_and_an_image_of_each_page(read: Read) -> None:
    reading = read(samples.pdf(pages=2), "pdf")
    assert reading.text == f"{samples.SENTENCE}\nPage 1\n\n{samples.SENTENCE}\nPage 2"
    assert (reading.pages, len(reading.images)) == (2, 2)
    image = Image.open(io.BytesIO(reading.images[0]))
    assert (image.format, image.width) == ("WEBP", 1000)


def test_at_most_twenty_pages_are_rendered(read: Read) -> None:
    reading = read(samples.pdf(pages=22), "pdf")
    assert (reading.pages, len(reading.images)) == (22, 20)
    assert reading.text.endswith("Page 22")


def test_a_very_long_page_is_rendered_within_bounds(read: Read) -> None:
    image = Image.open(io.BytesIO(read(samples.pdf(size=(20, 14_000)), "pdf").images[0]))
    assert image.height <= 3001


def test_a_docx_gives_header_body_table_and_footer(read: Read) -> None:
    table = (("Python", "10 years"), ("MySQL", "5 years"))
    reading = read(samples.word("Über mich", header="Ada, Berlin", footer="Page one", table=table), "docx")
    assert reading.text == "Ada, Berlin\n\nÜber mich\nPython\t10 years\nMySQL\t5 years\n\nPage one"


def test_a_text_box_in_a_docx_is_read_once(read: Read) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed skills</w:t></w:r></w:p></w:txbxContent>"
    compatible = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    reading = read(samples.word_xml(f"<w:p><w:r>{compatible}</w:r></w:p>"), "docx")
    assert reading.text == "Boxed skills"


def test_deleted_text_and_tab_settings_of_a_docx_are_left_out(read: Read) -> None:
    settings = "<w:pPr><w:tabs><w:tab/><w:tab/></w:tabs></w:pPr>"
    deleted = "<w:del><w:r><w:delText>Java</w:delText><w:br/></w:r></w:del>"
    body = f"<w:p>{settings}{deleted}<w:r><w:t>Python</w:t><w:tab/><w:t>2024</w:t></w:r></w:p>"
    assert read(samples.word_xml(body), "docx").text == "Python\t2024"


def test_an_odt_gives_body_table_header_and_footer(read: Read) -> None:
    content = samples.open_document("Erfahrung", header="Kopf", footer="Fuß", cells=("Python", "10 Jahre"))
    assert read(content, "odt").text == "Erfahrung\nPython\t10 Jahre\n\nKopf\nFuß"


def test_rtf_gives_its_text_and_its_header(read: Read) -> None:
    content = samples.rtf(r"na\'efve \u26085?\u26412? \u-10179?\u-8704?", before=r"{\header Ada\par}")
    assert read(content, "rtf").text == "Ada\nnaïve 日本 😀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_plain_text_is_read_in_common_encodings(read: Read, encoding: str) -> None:
    text = "Résumé of Ada\nPython: 10 years, €\n"
    assert read(text.replace("\n", "\r\n").encode(encoding), "txt").text == text.strip()


def test_plain_text_keeps_other_scripts(read: Read) -> None:
    assert read("履歴書 Резюме سيرة".encode(), "txt").text == "履歴書 Резюме سيرة"


def test_text_is_cut_at_a_million_characters(read: Read) -> None:
    assert len(read(b"Python " * 300_000, "txt").text) == 1_000_000


def test_an_image_is_redrawn_smaller(read: Read) -> None:
    reading = read(samples.picture("JPEG", (3000, 1500)), "jpg")
    assert (reading.readable, reading.text, len(reading.images)) == (True, "", 1)
    assert Image.open(io.BytesIO(reading.images[0])).size == (1000, 500)


def test_an_image_with_too_many_pixels_is_not_redrawn(read: Read) -> None:
    reading = read(samples.picture("PNG", (9000, 6000)), "png")
    assert (reading.readable, reading.images) == (True, ())


def test_an_archive_is_not_unpacked(read: Read) -> None:
    reading = read(samples.archive({"notes.txt": b"secret"}), "zip")
    assert (reading.readable, reading.text, reading.images) == (True, "", ())


@pytest.mark.parametrize("content", [samples.locked_pdf(), samples.pdf()[:300], b"%PDF-1.4 nothing else"])
def test_a_pdf_that_cannot_be_read_gives_a_warning_instead(read: Read, content: bytes) -> None:
    reading = read(content, "pdf")
    assert (reading.readable, reading.text, reading.images) == (False, "", ())
    assert reading.warning is not None
    assert reading.warning.startswith("We saved this file, but couldn’t extract its text")


def test_a_link_left_by_the_reader_is_not_followed(tmp_path: Path) -> None:
    from careers.documents.inspect import draw_pages

    source, scratch, outside = tmp_path / "stored", tmp_path / "scratch", tmp_path / "outside.webp"
    scratch.mkdir()
    source.write_bytes(b"not drawable")
    outside.write_bytes(b"RIFF\x04\0\0\0WEBP")
    (scratch / "page-1.webp").symlink_to(outside)
    assert draw_pages(source, scratch) == ()
