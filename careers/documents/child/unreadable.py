"""The reader for files that are encrypted, damaged, or not recognized."""

from typing import Any, BinaryIO

from .problems import Problem


def inspect(_file: BinaryIO, content: str) -> dict[str, Any]:
    """Raise the Problem for this content."""
    raise Problem("password" if content == "locked-office" else "broken")


text = inspect


def pages(_file: BinaryIO, _content: str) -> int:
    """Render nothing."""
    return 0
