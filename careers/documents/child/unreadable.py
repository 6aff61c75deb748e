"""The reader of what cannot be read: locked, damaged, or not recognized."""

from __future__ import annotations

from typing import Any, BinaryIO

from .problems import Problem


def inspect(_file: BinaryIO, content: str) -> dict[str, Any]:
    """Always raises the Problem that fits the content."""
    raise Problem("password" if content == "locked-office" else "broken")


def text(_file: BinaryIO, content: str) -> str:
    """Always raises the Problem that fits the content."""
    raise Problem("password" if content == "locked-office" else "broken")


def pages(_file: BinaryIO, _content: str) -> int:
    """Nothing is drawn."""
    return 0
