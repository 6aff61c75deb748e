"""Email addresses: which are usable, and which are the same."""

import pytest

from careers.mail.addresses import normalized


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna.Berg@Example.COM ", "anna.berg@example.com"),
        ("jürgen@MÜLLER.de", "jürgen@xn--mller-kva.de"),
        ("ju\u0308rgen@xn--mller-kva.de", "jürgen@xn--mller-kva.de"),
        ("hr+python@careers.example.test", "hr+python@careers.example.test"),
    ],
)
def test_spellings_of_one_address_are_equal(typed: str, kept: str) -> None:
    assert normalized(typed) == kept


@pytest.mark.parametrize(
    ("one", "other"), [("straße", "strasse"), ("ſmith", "smith"), ("ﬁona", "fiona"), ("İdil", "idil")]
)
def test_mailboxes_that_two_people_may_have_are_never_equal(one: str, other: str) -> None:
    # Whoever reads the mail of an address may read and erase what was sent under it.
    assert normalized(f"{one}@example.com") != normalized(f"{other}@example.com")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "anna",
        "anna@",
        "@example.com",
        "anna@localhost",
        "anna@test",
        "Anna <anna@example.com>",
        "a b@example.com",
        "anna@example.com\r\nBcc: x@example.com",
        "anna\x00@example.com",
        "anna@[127.0.0.1]",
        "a" * 250 + "@example.com",
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        normalized(typed)


@pytest.mark.parametrize(
    "typed", ["a@example.com, b@example.com", "a@example.com;b@example.com", "a@example.com b@example.com"]
)
def test_two_addresses_are_not_one(typed: str) -> None:
    with pytest.raises(ValueError, match="Enter only one email address"):
        normalized(typed)
