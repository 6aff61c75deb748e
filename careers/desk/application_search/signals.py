"""Keep the search index of applications up to date with what other packages write."""

from careers.desk.application_search.search_index import (
    APPLICATIONS_INDEX,
    index_later,
    index_those_of_document,
)
from careers.search.registry import add_index
from careers.search.signals import text_changed


@text_changed.connect_via("application")
def index_changed_application(_kind: str, object_id: int) -> None:
    """Index an application whose text changed."""
    index_later(object_id)


@text_changed.connect_via("document")
def index_application_of_document(_kind: str, object_id: int) -> None:
    """Index the application that a document belongs to, because the document's text changed."""
    index_those_of_document(object_id)


add_index(APPLICATIONS_INDEX)
