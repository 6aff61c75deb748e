"""Files that are really stored, for tests that open them."""

from io import BytesIO

from careers.documents.models import Document
from careers.documents.storage import current_storage
from tests.factories import a_document

CONTENT = b"%PDF-1.4 the file as it was sent"


def a_stored_document(**values: object) -> Document:
    """A document with bytes behind it, and the image of one page."""
    storage = current_storage()
    staged = storage.stage(BytesIO(CONTENT), 1_000_000)
    storage.put_derived(staged.key, "page-1.webp", b"RIFF image")
    given = {"storage_key": staged.key, "size": staged.size, "sha256": staged.sha256, "preview_pages": 1}
    return a_document(**given | values)
