"""The error of all readers, and the reader for files that are encrypted, damaged, or not recognized."""

from typing import Any, BinaryIO


class Problem(Exception):
    """A file that can't be read. ``code`` is ``password``, ``broken``, ``unpacks``, or one of ``logos.draw``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def inspect(_file: BinaryIO, content: str) -> dict[str, Any]:
    """Raise the Problem for this content."""
    raise Problem("password" if content == "locked-office" else "broken")


text = inspect


def pages(_file: BinaryIO, _content: str) -> int:
    """Render nothing."""
    return 0
