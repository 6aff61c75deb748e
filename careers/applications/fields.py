"""The fields of the application form."""

from __future__ import annotations

MAX_TEXT_LENGTH = 10_000
