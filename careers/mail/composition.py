"""Compose a complete email from a row of the email log, with headers that user input can't break."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy

from email_validator import EmailNotValidError, validate_email

from careers.clock import now
from careers.mail.models import OutboundEmail
from careers.text import multiline, one_line, shorten

MAX_SUBJECT_LENGTH = 200
MAX_NAME_LENGTH = 100
# Characters that change the direction of the text around them: in a name they can make one address look like another.
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


# What an address in a header may consist of; the site's own always does.
_PLAIN_URL = re.compile(r"https?://[!-;=?-~]{1,900}")


class _WholeLine(UnstructuredHeader, BaseHeader):
    """A header that is not folded: a long address would otherwise be split or encoded."""

    def fold(self, *, policy: Policy) -> str:
        """Return the header as it is sent."""
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _WholeLine)
_POLICY = SMTP.clone(header_factory=_HEADERS)


class CannotCompose(Exception):
    """The email can never be sent as it is; the text says why, and appears in the email log."""


@dataclass(frozen=True)
class CalendarPart:
    """An entry for the recipient's calendar: iCalendar text (RFC 5545) and its method (RFC 5546)."""

    text: str
    method: str


@dataclass(frozen=True)
class Content:
    """The content of an email. ``sender_name``, usually the company's, is shown with the site's address.

    ``unsubscribe_url``: where one POST ends emails of this kind (RFC 8058); only for subscriptions.
    """

    subject: str
    text: str
    html: str
    sender_name: str = "Careers"
    unsubscribe_url: str = ""
    calendar: CalendarPart | None = None


Composer = Callable[[OutboundEmail], Content]
_composers: dict[str, Composer] = {}


_bulk: set[str] = set()


def composes(kind: str, *, is_bulk: bool = False) -> Callable[[Composer], Composer]:
    """Register ``composer(message) -> Content`` for emails of that kind.

    It runs in the worker before every attempt, inside a transaction that commits before anything is sent, so it may
    write, for example, a token of which only the hash is stored. It reads ``message.context`` and the database as
    they are then. Any error except an unavailable database fails the email with the error as the reason. ``is_bulk``:
    there may be thousands at once, and other emails go first.
    """

    def add(composer: Composer) -> Composer:
        known = _composers.get(kind)
        if known is not None and known is not composer:
            raise ValueError(f"the kind {kind!r} is already composed by another function")
        _composers[kind] = composer
        if is_bulk:
            _bulk.add(kind)
        return composer

    return add


def queue_of(kind: str) -> str:
    """Return the queue that delivers emails of that kind."""
    return "bulk" if kind in _bulk else "mail"


def compose(outbound: OutboundEmail, sender: str) -> EmailMessage:
    """Return the complete email for a row, from the address ``sender``.

    Raises CannotCompose or what the composer raises.
    """
    composer = _composers.get(outbound.kind)
    if composer is None:
        raise CannotCompose(f"Nothing composes messages of type {outbound.kind!r}.")
    recipient = mailbox(outbound.to_name, outbound.to_address, "The recipient’s address")
    content = composer(outbound)
    email = EmailMessage(policy=_POLICY)
    email["From"] = mailbox(content.sender_name, sender, "The site’s own address, MAIL_FROM,")
    email["To"] = recipient
    email["Subject"] = header_line(content.subject, MAX_SUBJECT_LENGTH) or "(no subject)"
    email["Date"] = now()
    email["Message-ID"] = outbound.message_id
    # RFC 3834: prevents out-of-office replies; the second header tells Exchange the same.
    email["Auto-Submitted"] = "auto-generated"
    email["X-Auto-Response-Suppress"] = "All"
    if content.unsubscribe_url:
        _offer_to_unsubscribe(email, content.unsubscribe_url)
    # Quoted-printable passes every server, even without 8BITMIME, and keeps lines short (RFC 5321: 998 octets).
    email.set_content(multiline(content.text), cte="quoted-printable")
    email.add_alternative(multiline(content.html), subtype="html", cte="quoted-printable")
    if content.calendar:
        # As another form of the same message (RFC 6047), which mail programs offer to add to the calendar.
        email.add_alternative(
            content.calendar.text,
            subtype="calendar",
            params={"method": content.calendar.method},
            cte="base64",
        )
    # Serialized here, so that an error counts against this email and not against the server.
    email.as_bytes()
    return email


def _offer_to_unsubscribe(email: EmailMessage, url: str) -> None:
    """Add the two headers of RFC 8058. Raises CannotCompose."""
    if not _PLAIN_URL.fullmatch(url):
        raise CannotCompose("The unsubscribe URL can’t be used in a header.")
    email["List-Unsubscribe"] = f"<{url}>"
    email["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def mailbox(name: str, address: str, whose: str) -> Address:
    """Return exactly one mailbox, with its domain in IDNA form. Raises CannotCompose."""
    try:
        # Addresses under .test are accepted, as in addresses.py.
        parts = validate_email(
            address,
            check_deliverability=False,
            globally_deliverable=False,
            allow_quoted_local=False,
            test_environment=True,
        )
    except EmailNotValidError as error:
        raise CannotCompose(f"{whose} can’t be used: {error}") from None
    return Address(header_line(name, MAX_NAME_LENGTH), parts.local_part, parts.ascii_domain or parts.domain)


def header_line(text: str, max_length: int) -> str:
    """Return ``text`` as one line for a header, without direction marks, cut to ``max_length``."""
    line = one_line("".join(mark for mark in text if mark not in DIRECTION_MARKS))
    # Python decodes encoded words (RFC 2047) in header values, and =0D=0A in one becomes a line break.
    return shorten(line.replace("=?", "= ?"), max_length)
