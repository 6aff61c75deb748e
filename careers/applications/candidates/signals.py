"""Compare candidates whenever the text of an application changes."""

from careers.applications.candidates.duplicate_services import DUPLICATES_INDEX, compare_later
from careers.search.registry import add_index
from careers.search.signals import text_changed


@text_changed.connect_via("application")
def compare_changed_application(_kind: str, object_id: int) -> None:
    """Compare the candidate of an application that changed with the other candidates."""
    compare_later(object_id)


add_index(DUPLICATES_INDEX)
