"""Messages for rejected uploads: what is wrong with the file and what to do instead."""

from careers.documents.file_names import extension_of
from careers.documents.formats import Format, Kind, accepted_text, format_of_content
from careers.documents.inspect import Inspection
from careers.documents.storage import Empty, StorageError, TooLarge
from careers.errors import DomainError
from careers.formatting import format_size


class UploadRefused(DomainError):
    """A rejected file; its text is the message for the field."""


def wrong_type(name: str, kind: Kind) -> UploadRefused:
    """Return the error for a missing or unaccepted extension."""
    extension = extension_of(name)
    reason = f".{extension} files aren’t accepted" if extension else "its name has no file extension"
    return UploadRefused(f"“{name}” wasn’t saved: {reason}. Save it as {accepted_text(kind)} and choose it again.")


def not_stored(name: str, error: StorageError) -> UploadRefused:
    """Return the error for a file that is too large or empty, or couldn't be written to disk."""
    if isinstance(error, TooLarge):
        size = f"is {format_size(error.size)}" if error.size else "is too large"
        return UploadRefused(f"“{name}” {size}; the limit is {format_size(error.limit)}.")
    if isinstance(error, Empty):
        return UploadRefused(f"“{name}” is empty. Check the file and choose it again.")
    return UploadRefused(f"“{name}” couldn’t be saved. Something went wrong on our side. Try again in a few minutes.")


def content_mismatch(name: str, expected: Format, inspection: Inspection) -> UploadRefused:
    """Return the error for content that doesn't match the extension."""
    actual = format_of_content(inspection.content)
    hint = f"; it looks like {actual.name}" if actual else ""
    return UploadRefused(
        f"“{name}” isn’t a valid {expected.name} file{hint}. Save it as {expected.name} and choose it again."
    )


def archive_too_large(name: str) -> UploadRefused:
    """Return the error for an archive that unpacks to many times its size."""
    return UploadRefused(f"“{name}” is far larger once unpacked. Choose a smaller one.")
