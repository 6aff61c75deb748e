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
        "People",
        (
            Area("Staff", "/hr/settings/staff", "Who may sign in, and as what; invitations"),
            Area("Retention", "/hr/settings/retention", "How long applications are kept, and why"),
        ),
    ),
    (
        "The company",
        (
            Area("Company profile", "/hr/settings/company", "Name, contact, address, time zone, first words"),
            Area(
                "Mark and colors",
                "/hr/settings/look",
                "The mark as picture or letters, the accent light and dark",
            ),
            Area("Pages", "/hr/settings/pages", "What visitors read; drafts, versions, the privacy notice"),
            Area("Departments", "/hr/settings/departments", "What postings belong to, and in which order"),
            Area("Locations", "/hr/settings/locations", "Offices and their addresses"),
            Area("Benefits", "/hr/settings/benefits", "What the company offers"),
            Area("Steps of hiring", "/hr/settings/hiring-steps", "From applying to an answer"),
        ),
    ),
    (
        "Applying",
        (
            Area(
                "Stages",
                "/hr/settings/stages",
                "What applications go through, for staff and for candidates; added, ordered, retired",
            ),
            Area(
                "Equal opportunity",
                "/hr/settings/equal-opportunity",
                "Voluntary questions on the application form, counted apart from the applications",
            ),
        ),
    ),
    (
        "Answers",
        (
            Area("Reasons", "/hr/settings/reasons", "Why applications end, added and retired"),
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
            Area("Role overviews", "/hr/settings/roles", "What people in a kind of position do"),
            Area("Rubrics", "/hr/settings/rubrics", "Sets of criteria that postings start from"),
            Area(
                "Feeds and search engines",
                "/hr/settings/feeds",
                "Pages and feeds of the open postings, read again and compared",
            ),
        ),
    ),
)
