"""The acknowledgement and the notice, as they arrive."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest

from tests.client import PageClient
from tests.documents.samples import pdf
from tests.page import Form, Page

Fill = Callable[..., Form]
Send = Callable[[Form], Page]


@pytest.fixture
def mail(instance_path: Path, run_tasks: Callable[[], None]) -> Callable[[], dict[str, EmailMessage]]:
    """Everything that the worker has sent, by recipient."""

    def read() -> dict[str, EmailMessage]:
        run_tasks()
        files = sorted((instance_path / "mail").glob("*.eml"))
        messages = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
        return {message["To"].addresses[0].addr_spec: message for message in messages}

    return read


def parts(message: EmailMessage) -> tuple[str, str]:
    """The text and the HTML of a message."""
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text and html
    return text.get_content(), html.get_content()


def test_the_acknowledgement_lists_every_file(
    filled: Fill, send: Send, mail: Callable[[], dict[str, EmailMessage]]
) -> None:
    resume = pdf("Anna")
    send(filled(resume))
    message = mail()["anna@people.example"]
    assert message["Subject"] == "We received your application: Backend Developer"
    for part in parts(message):
        assert "anna.pdf" in part and sha256(resume).hexdigest() in part and "UTC" in part


def test_the_link_in_the_acknowledgement_opens_the_portal(
    client: PageClient, filled: Fill, send: Send, mail: Callable[[], dict[str, EmailMessage]]
) -> None:
    receipt = send(filled())
    text, _ = parts(mail()["anna@people.example"])
    link = re.search(r"https?://\S+/applications/\S+", text)
    assert link
    assert client.path_of(link.group()) != receipt.path
    page = client.visit(client.path_of(link.group()))
    assert page.h1 == "Your application" and "anna.pdf" in page.text


def test_the_notification_only_names_the_posting_and_the_application(
    filled: Fill, send: Send, mail: Callable[[], dict[str, EmailMessage]]
) -> None:
    send(filled(phone="+1 415 555 0100", cover_letter="Private words"))
    message = mail()["mona@staff.example"]
    assert message["Subject"] == "Anna Berg applied for Backend Developer"
    for part in parts(message):
        assert re.search(r"/hr/applications/\d+", part)
        assert not any(secret in part for secret in ("anna@people.example", "415", "Private words", "anna.pdf"))
    assert not list(message.iter_attachments())


@pytest.mark.parametrize(
    "name", ["Anna <script>alert(1)</script>", "Anna\r\nBcc: all@b.example", "Anna\x00\u202e", "{{ 7*7 }}"]
)
def test_a_name_bends_neither_header_nor_page(
    filled: Fill, send: Send, mail: Callable[[], dict[str, EmailMessage]], name: str
) -> None:
    send(filled(name=name))
    message = mail()["mona@staff.example"]
    assert message["Bcc"] is None
    assert "<script" not in parts(message)[1].replace("&lt;script", "")
    assert "49" not in message["Subject"]
