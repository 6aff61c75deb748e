"""Handing one message over: what each answer of a server means, TLS, sign-in, and files."""

import ssl
import time
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from careers.config import MailSettings
from careers.mail import transport
from careers.mail.transport import NotSent, RefusedForGood, RefusedForNow, ServerUnavailable, send
from tests.mail.servers import Line, certificate, talking
from tests.servers import MailServer, free_port

TRUSTED = ("localhost", "127.0.0.1")


def an_email(to: str = "ada@people.example") -> EmailMessage:
    email = EmailMessage(policy=SMTP)
    email["From"], email["To"], email["Subject"] = "careers@works.example", to, "Hello"
    email["Message-ID"] = "<20300501T120000.abc@works.example>"
    email.set_content("Words\n.\n..dots\n")
    return email


def at(port: int, **values: Any) -> MailSettings:
    return MailSettings("smtp", "127.0.0.1", port, **values)


def failure(port: int, **values: Any) -> NotSent:
    with pytest.raises(NotSent) as caught:
        send(an_email(), at(port, **values))
    return caught.value


def ready(line: Line) -> None:
    line.say("220 mail.example")
    line.answer("250 mail.example")


def test_an_accepted_email_arrives_unchanged(mail_server: MailServer) -> None:
    send(an_email(), at(mail_server.port))
    (delivery,) = mail_server.deliveries
    assert (delivery.sender, delivery.recipients) == ("careers@works.example", ["ada@people.example"])
    assert delivery.text.splitlines() == ["Words", ".", "..dots"]


def test_a_server_that_refuses_connections_is_unavailable(mail_server: MailServer) -> None:
    mail_server.stop()
    error = failure(mail_server.port)
    assert isinstance(error, ServerUnavailable)
    assert "Connection refused" in str(error)


def closes(line: Line) -> None:
    """Hang up without a word."""


def greets_with(words: str) -> Callable[[Line], None]:
    return lambda line: line.say(words)


def hangs(line: Line) -> None:
    line.hang()


def hangs_after_greeting(line: Line) -> None:
    line.say("220 mail.example")
    line.hang()


def dies_in_the_middle(line: Line) -> None:
    ready(line)
    line.answer("250 sender ok", "250 recipient ok", "354 go on")
    line.hear()


def hangs_at_the_end(line: Line) -> None:
    ready(line)
    line.answer("250 sender ok", "250 recipient ok", "354 go on")
    line.hear_message()
    line.hang()


def shuts_down(line: Line) -> None:
    ready(line)
    line.answer("250 sender ok", "421 4.3.2 shutting down")


def talks_nonsense(line: Line) -> None:
    line.say("SSH-2.0-OpenSSH_9.2")


@pytest.mark.parametrize(
    "talk",
    [
        closes,
        greets_with("421 4.3.2 too busy"),
        greets_with("450 not now"),
        greets_with("554 5.3.2 no mail here"),
        hangs,
        hangs_after_greeting,
        dies_in_the_middle,
        hangs_at_the_end,
        shuts_down,
        talks_nonsense,
    ],
)
def test_a_broken_server_does_not_count_against_the_email(
    talk: Callable[[Line], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "TIMEOUT", 0.3)
    with talking(talk) as port:
        assert isinstance(failure(port), ServerUnavailable)


def test_a_server_that_trickles_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "TOTAL", 1)
    begun = time.monotonic()
    with talking(lambda line: line.trickle()) as port:
        assert isinstance(failure(port), ServerUnavailable)
    assert time.monotonic() - begun < 5


def refuses(*answers: str) -> Callable[[Line], None]:
    def talk(line: Line) -> None:
        ready(line)
        line.answer(*answers)
        if answers[-1].startswith("354"):
            line.hear_message()
            line.say("552 5.2.3 too large")
        line.answer("250 reset", "221 bye")

    return talk


@pytest.mark.parametrize(
    ("answers", "expected", "words"),
    [
        (("451 4.7.1 slow down",), RefusedForNow, "451 4.7.1 slow down"),
        (("550 5.7.1 not from here",), RefusedForGood, "550 5.7.1 not from here"),
        (("250 ok", "450 4.2.1 greylisted"), RefusedForNow, "450 4.2.1 greylisted"),
        (("250 ok", "550 5.1.1 no such mailbox"), RefusedForGood, "550 5.1.1 no such mailbox"),
        (("250 ok", "250 ok", "452 4.3.1 disk full"), RefusedForNow, "452 4.3.1 disk full"),
        (("250 ok", "250 ok", "554 5.6.0 no"), RefusedForGood, "554 5.6.0 no"),
        (("250 ok", "250 ok", "354 go on"), RefusedForGood, "552 5.2.3 too large"),
    ],
)
def test_refusals_are_classified_by_code_and_keep_the_servers_reply(
    answers: tuple[str, ...], expected: type[NotSent], words: str
) -> None:
    with talking(refuses(*answers)) as port:
        error = failure(port)
    assert (type(error), str(error)) == (expected, words)


def test_the_servers_words_are_bounded_and_one_line(mail_server: MailServer) -> None:
    with talking(refuses("250 ok", "550-" + "long " * 100 + "\r\n550 \x1b[31mred")) as port:
        words = str(failure(port))
    assert len(words) <= 500
    assert words.isprintable()


def test_a_server_that_hangs_after_accepting_has_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    def accepts_and_hangs(line: Line) -> None:
        ready(line)
        line.answer("250 ok", "250 ok", "354 go on")
        line.hear_message()
        line.say("250 accepted")
        line.hang()

    with talking(accepts_and_hangs) as port:
        send(an_email(), at(port))


def test_an_address_that_the_server_cannot_take_is_the_messages_fault() -> None:
    def says_goodbye(line: Line) -> None:
        ready(line)
        line.answer("221 bye")

    with talking(says_goodbye) as port:
        email = an_email()
        email.replace_header("To", "jürgen@people.example")
        with pytest.raises(RefusedForGood, match="rejected this address"):
            send(email, at(port))


class Accepting:
    """Takes everything, and checks names and passwords."""

    def __init__(self) -> None:
        self.count = 0

    async def handle_DATA(self, *_: Any) -> str:
        self.count += 1
        return "250 OK"

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        is_right = (given.login, given.password) == (b"careers", b"correct horse")
        return AuthResult(success=is_right, handled=is_right)


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's TLS context whose certificate this process trusts."""
    context, chain = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    return context


def serving(handler: Accepting, **values: Any) -> Controller:
    return Controller(handler, hostname="127.0.0.1", port=free_port(), **values)


def test_implicit_tls_and_sign_in(trusted: ssl.SSLContext) -> None:
    handler = Accepting()
    # aiosmtpd does not count TLS from the first byte on as TLS when it decides whether to offer AUTH.
    server = serving(handler, ssl_context=trusted, authenticator=handler.authenticate, auth_require_tls=False)
    server.start()
    try:
        send(an_email(), at(server.port, tls="implicit", username="careers", password="correct horse"))
        error = failure(server.port, tls="implicit", username="careers", password="wrong")
    finally:
        server.stop()
    assert handler.count == 1
    assert isinstance(error, ServerUnavailable)
    assert "535" in str(error)
    assert "wrong" not in str(error)


def test_starttls_and_sign_in(trusted: ssl.SSLContext) -> None:
    handler = Accepting()
    server = serving(
        handler,
        tls_context=trusted,
        require_starttls=True,
        authenticator=handler.authenticate,
        auth_required=True,
    )
    server.start()
    try:
        send(an_email(), at(server.port, tls="starttls", username="careers", password="correct horse"))
    finally:
        server.stop()
    assert handler.count == 1


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_that_is_not_trusted_ends_the_connection(tls: str, tmp_path: Path) -> None:
    context, _ = certificate(tmp_path)
    handler = Accepting()
    values = {"ssl_context": context} if tls == "implicit" else {"tls_context": context}
    server = serving(handler, **values)
    server.start()
    try:
        error = failure(server.port, tls=tls)
    finally:
        server.stop()
    assert (type(error), handler.count) == (ServerUnavailable, 0)
    assert "certificate verify failed" in str(error)


def test_a_certificate_for_another_address_ends_the_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, chain = certificate(tmp_path, "127.0.0.2")
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    server = serving(Accepting(), tls_context=context)
    server.start()
    try:
        assert "certificate verify failed" in str(failure(server.port, tls="starttls"))
    finally:
        server.stop()


def test_nothing_is_sent_without_tls_if_tls_is_required(mail_server: MailServer) -> None:
    assert isinstance(failure(mail_server.port, tls="starttls"), ServerUnavailable)
    assert mail_server.deliveries == []


def test_a_file_holds_the_message_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    for _ in range(2):
        send(an_email(), MailSettings("file", folder=folder))
    (file,) = folder.iterdir()
    assert (file.name, file.stat().st_mode & 0o777) == ("20300501T120000.abc.eml", 0o600)
    assert message_from_bytes(file.read_bytes())["Subject"] == "Hello"


def test_a_folder_that_cannot_be_written_is_an_unavailable_server(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file is in the way")
    with pytest.raises(ServerUnavailable, match="couldn’t be written"):
        send(an_email(), MailSettings("file", folder=tmp_path / "mail"))
