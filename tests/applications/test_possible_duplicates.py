"""Who may be the same person: spellings of one mailbox, one phone number, one file."""

import pytest
from flask import Flask
from sqlalchemy import select

from careers.applications.candidates.duplicate_services import MAX_SHARING, compare, mailbox_of, phone_key
from careers.applications.candidates.models import PossibleDuplicate
from careers.applications.models import Application
from careers.database import db, transaction
from tests.factories import a_document, a_posting, an_application


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("anna.berg@gmail.com", "annaberg@googlemail.com", True),
        ("anna+jobs@people.example", "anna@people.example", True),
        ("anna.berg@people.example", "annaberg@people.example", False),
        ("anna@people.example", "anna@other.example", False),
        ("+tag@people.example", "anna@people.example", False),
    ],
)
def test_spellings_of_one_mailbox_are_equal(one: str, other: str, is_same: bool) -> None:
    assert (mailbox_of(one) == mailbox_of(other)) is is_same


def test_a_phone_number_is_the_same_with_and_without_its_country() -> None:
    keys = {phone_key(text) for text in ("+49 (0)171 555-01 00", "0171 5550100", "0049171 5550100 ext. 12")}
    assert len(keys) == 1
    assert phone_key("555") == phone_key("") == ""


def reasons() -> list[list[str]]:
    """What the pairs share, in the order in which they were found."""
    db.session.rollback()
    return list(db.session.scalars(select(PossibleDuplicate.reasons).order_by(PossibleDuplicate.id)))


def compared(*applications: Application) -> None:
    """Compare them, as the task does."""
    numbers = [application.id for application in applications]
    with transaction():
        compare(numbers)


def test_candidates_that_share_something_are_paired_once(app: Flask) -> None:
    posting = a_posting()
    file = {"documents": [a_document(sha256="a" * 64)]}, {"documents": [a_document(sha256="a" * 64)]}
    one = an_application(posting, email="anna.berg@gmail.com", phone="+1 415 555 0100", **file[0])
    other = an_application(posting, email="annaberg@gmail.com", phone="(415) 555-0100", **file[1])
    third = an_application(posting, email="bert@people.example", phone="+44 20 7946 0000")
    for _ in range(2):
        compared(one, other, third)
    assert reasons() == [["email", "file", "phone"]]


def test_values_shared_by_many_are_ignored(app: Flask) -> None:
    posting = a_posting()
    many = [an_application(posting, phone="+1 415 555 0100") for _ in range(MAX_SHARING + 4)]
    compared(*many)
    found = len(reasons())
    compared(an_application(posting, phone="+1 415 555 0100"))
    assert len(reasons()) == found
