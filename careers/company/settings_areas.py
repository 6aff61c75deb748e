"""What can be set on screens, as a table: every page under /hr/settings, in the order of its index.

A room adds the page that it makes by a row here: what the link says, where it leads, and what it is for.
The pages belong to rooms above this one, so they are named by their addresses.
"""

from __future__ import annotations

from typing import NamedTuple


class Area(NamedTuple):
    """One page of settings."""

    label: str
    path: str
    about: str


SETTINGS: tuple[tuple[str, tuple[Area, ...]], ...] = (
    (
        "Answers",
        (
            Area(
                "Message templates",
                "/hr/settings/message-templates",
                "Words to begin messages to candidates from, and how long a decision can be undone",
            ),
        ),
    ),
    (
        "Postings",
        (
            Area(
                "What machines read",
                "/hr/settings/feeds",
                "Pages and feeds of the open postings, read again and compared",
            ),
        ),
    ),
)
