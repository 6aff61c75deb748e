"""What a message looks like, whatever people typed into the fields that it is made of."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from flask import Flask

from careers.mail import CannotCompose, Content, composes, render
from careers.mail.composition import compose, header_line
from careers.mail.models import OutboundEmail

SENDER = "careers@works.example"
NASTY = (
    "Ada\r\nBcc: everybody@people.example",
    "Ada\nBcc: everybody@people.example",
    "Ada\x00\x1b[31m\x85\u2028Bcc: everybody@people.example",
    'Ada" <everybody@people.example>, "Eve',
    "Ada\u202e <everybody@people.example>",
    "=?utf-8?q?Ada=0D=0ABcc:_everybody@people.example?=",
    "Ada, everybody@people.example; everybody@people.example",
    "漢" * 400,
)


@composes("test.content")
def from_context(email: OutboundEmail) -> Content:
    return Content(**email.context)


def composed(to_name: str = "Ada", to_address: str = "ada@people.example", **content: str) -> EmailMessage:
    """The message as the recipient's program reads it."""
    context = {
        "subject": "Subject",
        "text": "Text",
        "html": "<p>Text</p>",
        "sender_name": "Example Works",
    } | content
    row = OutboundEmail(
        kind="test.content",
        to_name=to_name,
        to_address=to_address,
        context=context,
        message_id="<1.a@works.example>",
    )
    email = message_from_bytes(compose(row, SENDER).as_bytes(), policy=default)
    assert isinstance(email, EmailMessage)
    return email


def body(email: EmailMessage, kind: str) -> list[str]:
    """The lines of one part."""
    part = email.get_body((kind,))
    assert part
    return str(part.get_content()).split("\r\n")[:-1]


def test_a_message_has_a_text_and_an_html_part_and_the_headers_that_identify_it() -> None:
    email = composed(text="Grüße,\nzwei Zeilen", html="<p>Grüße</p>")
    assert [part.get_content_type() for part in email.iter_parts()] == ["text/plain", "text/html"]
    assert body(email, "plain") == ["Grüße,", "zwei Zeilen"]
    assert email["From"] == "Example Works <careers@works.example>"
    assert email["To"] == "Ada <ada@people.example>"
    assert email["Message-ID"] == "<1.a@works.example>"
    assert email["Auto-Submitted"] == "auto-generated"
    assert email["Date"].datetime.tzinfo is not None


@pytest.mark.parametrize("nasty", NASTY)
def test_no_name_or_subject_adds_a_recipient_or_a_header(nasty: str) -> None:
    plain, bent = composed(), composed(to_name=nasty, subject=nasty, sender_name=nasty)
    assert bent.keys() == plain.keys()
    assert [address.addr_spec for address in bent["To"].addresses] == ["ada@people.example"]
    assert [address.addr_spec for address in bent["From"].addresses] == [SENDER]
    assert not any(mark in str(bent[name]) for name in ("To", "Subject", "From") for mark in "\r\n\0\x1b\u202e\u2028")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "ada@people.example, eve@people.example",
        "ada@people.example\r\nBcc: eve@people.example",
        "ada@people.example\0",
        "Ada <ada@people.example>",
        "ada@people.example>\nRCPT TO:<eve@people.example",
        "<ada@people.example>",
        "ada@@people.example",
        "ada@people..example",
    ],
)
def test_exactly_one_address_is_accepted(address: str) -> None:
    with pytest.raises(CannotCompose, match="recipient’s address"):
        composed(to_address=address)


def test_an_international_domain_is_sent_in_idna_form() -> None:
    (address,) = composed(to_address="ada@bücher.example")["To"].addresses
    assert address.addr_spec == "ada@xn--bcher-kva.example"


def test_control_characters_do_not_enter_the_body() -> None:
    email = composed(text="a\x00b\x1b[1mc\r\nd", html="<p>a\x00b\x07</p>")
    assert body(email, "plain") == ["ab[1mc", "d"]
    assert body(email, "html") == ["<p>ab</p>"]


def test_lines_on_the_wire_are_short_and_plain_ascii() -> None:
    row = OutboundEmail(
        kind="test.content",
        to_name="Zoë " * 50,
        to_address="zoe@people.example",
        message_id=f"<{'a' * 80}@b>",
    )
    row.context = {"subject": "Größe " * 40, "text": "ä" * 5000, "html": "<p>" + "x" * 5000}
    wire = compose(row, SENDER).as_bytes()
    assert wire.isascii()
    assert max(len(line) for line in wire.split(b"\r\n")) <= 100
    assert message_from_bytes(wire, policy=default)["Message-ID"] == row.message_id


def test_a_kind_without_a_composer_cannot_be_sent() -> None:
    with pytest.raises(CannotCompose, match="Nothing composes"):
        compose(OutboundEmail(kind="test.unknown", to_address="ada@people.example"), SENDER)


def test_two_functions_cannot_compose_one_kind() -> None:
    with pytest.raises(ValueError, match="already composed"):
        composes("test.content")(lambda _message: Content("", "", ""))


def test_a_long_line_is_cut_with_a_sign() -> None:
    assert header_line("a  b\tc", 10) == "a b c"
    assert header_line("x" * 20, 10) == "x" * 9 + "…"


def test_templates_give_subject_text_and_escaped_html(app: Flask) -> None:
    content = render("mail_tests/hello", company_name="Example & Works", name="<b>Ada</b>\x00 & Eve")
    assert content.subject == "Hello <b>Ada</b> & Eve"
    assert content.text.startswith("Dear <b>Ada</b> & Eve,\n\nthis is a message & nothing else.\n")
    assert content.text.endswith("Sent by the careers site of Example & Works: http://localhost\n")
    assert "Hello" not in content.text
    assert "Dear &lt;b&gt;Ada&lt;/b&gt; &amp; Eve," in content.html
    assert "<title>Hello &lt;b&gt;Ada&lt;/b&gt; &amp; Eve</title>" in content.html
    assert content.sender_name == "Example & Works"


def test_a_name_with_line_breaks_cannot_make_a_second_subject(app: Flask) -> None:
    assert render("mail_tests/hello", name="Ada\r\nBcc: x").subject == "Hello Ada Bcc: x"


def test_a_template_without_a_subject_needs_one_given(app: Flask) -> None:
    assert render("mail_tests/bare", subject="Given", name="Ada").subject == "Given"
    with pytest.raises(LookupError, match="no block named subject"):
        render("mail_tests/bare", name="Ada")
