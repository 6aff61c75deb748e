"""Messages for rejected uploads: what is wrong with the file and what to do instead."""

from __future__ import annotations

from careers.documents.file_names import extension_of
from careers.documents.formats import Format, Kind, accepted_text, format_named_by
from careers.documents.inspect import Inspection
from careers.documents.storage import Empty, StorageError, TooLarge
from careers.errors import DomainError
from careers.formatting import format_size


class UploadRefused(DomainError):
    """A file that is not taken; its text is the sentence to show beside the field."""


def wrong_type(name: str, kind: Kind) -> UploadRefused:
    """Its extension is not one of those accepted, or it has none."""
    extension = extension_of(name)
    what = f".{extension} files are not accepted" if extension else "its name does not end in a file type"
    return UploadRefused(f"“{name}” was not kept: {what}. Please send it as {accepted_text(kind)}.")


def not_stored(name: str, error: StorageError) -> UploadRefused:
    """Too large, empty, or a disk that does not take it."""
    if isinstance(error, TooLarge):
        size = f"it has {format_size(error.size)}" if error.size else "it is larger"
        most = format_size(error.limit)
        return UploadRefused(f"“{name}” was not kept: {size}, and a file may have at most {most}.")
    if isinstance(error, Empty):
        return UploadRefused(f"“{name}” was not kept: it is empty. Please check it and choose it again.")
    advice = "The fault is on our side. Please try again in a few minutes."
    return UploadRefused(f"“{name}” could not be stored. {advice}")


def content_mismatch(name: str, expected: Format, inspection: Inspection) -> UploadRefused:
    """The content is not what the extension says."""
    other = format_named_by(inspection.content)
    holds = f"its content is {other.name}" if other else "its content is something else"
    said = f"its name ends in .{extension_of(name)}, but {holds}"
    advice = f"Please save it as {expected.name} and choose it again."
    return UploadRefused(f"“{name}” was not kept: {said}. {advice}")


def archive_too_large(name: str) -> UploadRefused:
    """An archive that is many times larger than it looks."""
    advice = "Please send a smaller selection."
    return UploadRefused(f"“{name}” was not kept: it unpacks to far more than its size. {advice}")
