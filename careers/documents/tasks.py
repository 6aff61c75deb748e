"""Background work on documents: read uploads, and delete files that no document refers to."""

from itertools import islice
from typing import Any

from careers.database import transaction
from careers.documents import queries, services
from careers.documents.inspect import read_file
from careers.documents.storage import current_storage
from careers.search.signals import text_changed
from careers.tasks import task
from careers.tasks.names import TaskName

SWEEP_AFTER = 24 * 60 * 60  # seconds; an upload in progress is never this old
BATCH_SIZE = 500


@task(TaskName.READ_DOCUMENT, lease=30)
def extract(payload: dict[str, Any]) -> None:
    """Read text and page images of the document ``document_id``; ignore one that no longer exists."""
    storage, document_id = current_storage(), int(payload["document_id"])
    with transaction():
        document = queries.document_by_id(document_id)
        if document is None:
            return
        key, expected = document.storage_key, services.format_of(document)
    with storage.scratch() as scratch:
        reading = read_file(storage.path(key), expected, scratch)
    services.store_previews(key, reading, storage)
    with transaction():
        document = queries.document_by_id(document_id)
        if document is None:
            storage.delete(key)
        else:
            services.record_reading(document, reading)
            text_changed.send("document", object_id=document_id)


@task(TaskName.DELETE_ORPHANED_FILES, lease=600, every=6 * 60 * 60)
def sweep(_payload: dict[str, Any]) -> None:
    """Delete stored files at least a day old that no document refers to, with everything derived from them."""
    storage = current_storage()
    storage.delete_scratch(SWEEP_AFTER)
    old_keys = storage.sweepable(SWEEP_AFTER)
    while keys := list(islice(old_keys, BATCH_SIZE)):
        with transaction():
            used = queries.keys_in_use(keys)
        for key in set(keys) - used:
            storage.delete(key)
