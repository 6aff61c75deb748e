"""Texts that are cheap to send and costly to look at: each is given up before it holds anybody else up.

The texts are so long that looking at the whole of one takes minutes; the bound only tells that from a moment.
"""

import time
from collections.abc import Callable

import pytest

from careers.accounts.passwords import is_correct
from careers.documents.file_names import clean_file_name
from careers.mail.addresses import normalized
from careers.pipeline.blind_review.redaction import redact
from careers.postings.checks.readability import reading_of

# Two marks that have to be brought into order again and again.
MARKS = "\u0301\u0323" * 400_000


def refused(address: str) -> None:
    """An address that is none."""
    with pytest.raises(ValueError, match="isn’t a complete email address"):
        normalized(address)


@pytest.mark.parametrize(
    "look",
    [
        lambda: refused(f"a{MARKS}@example.com"),
        lambda: clean_file_name(f"a{MARKS}.pdf"),
        lambda: is_correct(f"a{MARKS}", None),
        lambda: redact("a." * 400_000, name="Anna Berg"),
        lambda: redact("a-" * 400_000 + "@", name="Anna Berg"),
        lambda: reading_of("[" * 400_000),
    ],
    ids=["address", "file name", "password", "dots", "hyphens", "brackets"],
)
def test_a_costly_text_is_done_with_in_a_moment(look: Callable[[], object]) -> None:
    start = time.process_time()
    look()
    assert time.process_time() - start < 20
