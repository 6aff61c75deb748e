"""The base of all failures that the site expects."""

from __future__ import annotations


class DomainError(Exception):
    """Something that the site's rules forbid; its text is a sentence for the person who tried.

    ``field`` names the form field that it is about, where that is always the same one.
    """

    field = ""
