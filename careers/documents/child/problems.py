"""Why a file could not be read, as codes that the parent turns into sentences."""

from __future__ import annotations


class Problem(Exception):
    """A file that is recognized but cannot be read; ``code`` is ``password``, ``broken`` or ``unpacks``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
