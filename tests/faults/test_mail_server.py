"""The mail server is away, refuses or hangs: applying goes on, the email log tells the truth, all mail goes out."""

import time
from collections.abc import Callable

from tests.page import Page
from tests.servers import MailServer, Site
from tests.servers.mail import ACCEPT, HANG, REFUSED, TRY_LATER
from tests.servers.processes import wait_until

Apply = Callable[[int], Page]


def email_log(site: Site) -> Page:
    """What HR sees of the mail."""
    client = site.client()
    client.sign_in("hr@staff.example")
    return client.visit("/hr/mail")


def test_a_mail_server_outage_only_delays_email(site: Site, mail_server: MailServer, apply: Apply) -> None:
    mail_server.stop()
    started = time.monotonic()
    assert apply(1).h1 == "We received your application"
    assert time.monotonic() - started < 10
    wait_until(
        lambda: "Waiting" in email_log(site).text and "refused" in email_log(site).text.lower(), 20, "the email log"
    )
    mail_server.start()
    assert len(mail_server.wait_for(2, 60)) == 2


def test_a_mail_server_that_hangs_does_not_hold_anybody_up(site: Site, mail_server: MailServer, apply: Apply) -> None:
    mail_server.answer_with(HANG)
    for number in range(3):
        assert apply(number).h1 == "We received your application"
    mail_server.answer_with(ACCEPT)
    assert len({str(delivery.message["Message-ID"]) for delivery in mail_server.wait_for(6, 90)}) == 6


def test_a_temporarily_refused_email_is_sent_later(site: Site, mail_server: MailServer, apply: Apply) -> None:
    mail_server.answer_with(TRY_LATER)
    apply(1)
    wait_until(lambda: "Mailbox is busy" in email_log(site).text, 20, "the server's words in the email log")
    mail_server.answer_with(ACCEPT)
    assert len(mail_server.wait_for(2, 60)) == 2


def test_one_address_that_is_refused_does_not_hold_up_the_other(
    site: Site, mail_server: MailServer, apply: Apply
) -> None:
    mail_server.answer_with(REFUSED, "person1@people.example")
    apply(1)
    mail_server.wait_for(1, address="mona@staff.example")
    wait_until(lambda: "No such mailbox" in email_log(site).text, 20, "the server's words in the email log")
