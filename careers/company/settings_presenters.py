"""The table of settings pages, in the order of the index at /hr/settings.

Every package adds its settings pages here. They are given by their paths, because most belong to packages above.
"""

from typing import NamedTuple


class Area(NamedTuple):
    """A link in the settings index."""

    label: str
    path: str
    about: str


SETTINGS: tuple[tuple[str, tuple[Area, ...]], ...] = (
    (
        "People",
        (
            Area("Staff", "/hr/settings/staff", "Staff accounts, roles, and invitations"),
            Area("Retention", "/hr/settings/retention", "How long applications are kept"),
        ),
    ),
    (
        "Company",
        (
            Area(
                "Company profile",
                "/hr/settings/company",
                "Name, contact, address, time zone, and home page text",
            ),
            Area(
                "Logo and colors",
                "/hr/settings/look",
                "Logo image or letters, and accent colors",
            ),
            Area("Pages", "/hr/settings/pages", "Content pages, drafts, versions, and the privacy notice"),
            Area("Departments", "/hr/settings/departments", "Departments that postings belong to"),
            Area("Locations", "/hr/settings/locations", "Offices and their addresses"),
            Area("Benefits", "/hr/settings/benefits", "What the company offers"),
            Area("Hiring steps", "/hr/settings/hiring-steps", "The steps from application to decision"),
        ),
    ),
    (
        "Applications",
        (
            Area(
                "Stages",
                "/hr/settings/stages",
                "The stages applications move through",
            ),
            Area(
                "Equal opportunity",
                "/hr/settings/equal-opportunity",
                "Voluntary questions on the application form",
            ),
        ),
    ),
    (
        "Decisions and messages",
        (
            Area("Reasons", "/hr/settings/reasons", "Reasons for hiring, rejecting, and withdrawing"),
            Area(
                "Message templates",
                "/hr/settings/message-templates",
                "Templates for messages to candidates, and the undo window for decisions",
            ),
        ),
    ),
    (
        "Postings",
        (
            Area("Role overviews", "/hr/settings/roles", "What people in each role do"),
            Area("Rubrics", "/hr/settings/rubrics", "Reusable sets of scoring criteria"),
            Area(
                "Feeds and search engines",
                "/hr/settings/feeds",
                "Check that feeds match the open postings",
            ),
        ),
    ),
)
