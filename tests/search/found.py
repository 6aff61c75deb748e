"""Postings that can be found: saved and indexed, as the services do it."""

from typing import Any

from careers.database import transaction
from careers.postings.models import Posting
from careers.postings.search_index import POSTINGS_INDEX
from tests.factories import a_posting


def a_found_posting(**values: Any) -> Posting:
    """A posting from the factory, with its words in the index."""
    posting = a_posting(**values)
    index(posting)
    return posting


def index(*postings: Posting) -> None:
    """Index postings and commit: on MySQL and MariaDB nothing is found before."""
    with transaction():
        POSTINGS_INDEX.write([posting.id for posting in postings])
