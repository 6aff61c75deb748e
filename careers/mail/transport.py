"""Send an email to an SMTP server, or write it into a folder as an .eml file."""

import os
import smtplib
import socket
import ssl
import threading
from contextlib import suppress
from email.message import EmailMessage

from careers.config import MailSettings
from careers.mail.composition import header_line

# Timeouts for connecting and for each response; and for one email in all, because a server may send one byte at a
# time.
TIMEOUT = 10.0
TOTAL = 60.0
# The server is shutting down, whichever command it answers with this (RFC 5321, 3.8).
CLOSING = 421
MAX_WORDS_LENGTH = 500


class NotSent(Exception):
    """The email was not accepted; the text has the server's own words, at most 500 characters."""


class ServerUnavailable(NotSent):
    """No working server was reached, which says nothing about the email."""


class RefusedForNow(NotSent):
    """The server refuses this email for now (4xx)."""


class RefusedForGood(NotSent):
    """The server refuses this email (5xx)."""


def send(email: EmailMessage, settings: MailSettings) -> None:
    """Send the email. Returning means accepted: the server answered 250, or the file is on the disk.

    Raises NotSent. If the connection breaks after the last byte and before the response, nobody can know whether the
    email was accepted: that raises ServerUnavailable, and the same Message-ID is sent again.
    """
    if settings.kind == "file":
        _write(email, settings)
    else:
        _send_by_smtp(email, settings)


def _send_by_smtp(email: EmailMessage, settings: MailSettings) -> None:
    sender, recipient = _only_address(email["From"]), _only_address(email["To"])
    # smtplib would look up this machine's full name, which can take as long as the resolver likes.
    name = sender.rpartition("@")[2]
    smtp = (
        smtplib.SMTP_SSL(timeout=TIMEOUT, local_hostname=name, context=ssl.create_default_context())
        if settings.tls == "implicit"
        else smtplib.SMTP(timeout=TIMEOUT, local_hostname=name)
    )
    watchdog = threading.Timer(TOTAL, _cut, args=(smtp,))
    watchdog.daemon = True
    watchdog.start()
    try:
        _greet(smtp, settings)
        _hand_over(smtp, email, sender, recipient)
        _say_goodbye(smtp)
    finally:
        watchdog.cancel()
        smtp.close()


def _greet(smtp: smtplib.SMTP, settings: MailSettings) -> None:
    """Connect, start TLS, and sign in. Errors here are about the server and the settings, not about an email."""
    # Connecting in a separate step lets the watchdog reach the socket, but leaves out the host name that certificates
    # are checked against.
    smtp._host = settings.host  # type: ignore[attr-defined]
    try:
        code, words = smtp.connect(settings.host, settings.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, words)
        if settings.tls == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if settings.username:
            smtp.login(settings.username, settings.password)
    except (OSError, ValueError) as error:  # smtplib's own errors are OSErrors
        where = f"{settings.host}:{settings.port}"
        raise ServerUnavailable(f"No mail server at {where}: {_words(error)}") from error


def _hand_over(smtp: smtplib.SMTP, email: EmailMessage, sender: str, recipient: str) -> None:
    try:
        smtp.send_message(email, sender, [recipient])
    except smtplib.SMTPNotSupportedError as error:
        raise RefusedForGood(f"The mail server rejected this address: {_words(error)}") from error
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        raise _refusal(error) from error
    except (OSError, ValueError) as error:
        raise ServerUnavailable(f"The connection to the mail server was lost: {_words(error)}") from error


def _refusal(error: smtplib.SMTPException) -> NotSent:
    code, words = _answer(error)
    if code // 100 == 5:
        return RefusedForGood(words)
    if code // 100 == 4 and code != CLOSING:
        return RefusedForNow(words)
    return ServerUnavailable(words)


def _answer(error: BaseException) -> tuple[int, str]:
    """Return the code and text of a server's response; (0, …) if there was none."""
    said: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return 0, header_line(str(error) or type(error).__name__, MAX_WORDS_LENGTH)
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return code, header_line(f"{code} {text}", MAX_WORDS_LENGTH)


def _words(error: BaseException) -> str:
    return _answer(error)[1]


def _say_goodbye(smtp: smtplib.SMTP) -> None:
    # The email is accepted: nothing that happens now may look like a failure.
    with suppress(OSError, ValueError):
        if smtp.sock:
            smtp.sock.settimeout(2)
        smtp.quit()


def _cut(smtp: smtplib.SMTP) -> None:
    # The plain socket's method: an SSLSocket's would first remove the TLS layer under a reading thread.
    with suppress(OSError):
        if smtp.sock:
            socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)


def _only_address(header: object) -> str:
    (address,) = header.addresses  # type: ignore[attr-defined]
    return str(address.addr_spec)


def _write(email: EmailMessage, settings: MailSettings) -> None:
    """Write one file per email, named after its Message-ID: a repeated delivery replaces the first."""
    folder = settings.folder
    if folder is None:
        raise ServerUnavailable("No folder is set for messages.")
    name = email["Message-ID"].strip("<>").partition("@")[0]
    partial, final = folder / f".{name}.partial", folder / f"{name}.eml"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(email.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        partial.replace(final)
    except OSError as error:
        raise ServerUnavailable(f"The message couldn’t be written: {error.strerror}") from error
