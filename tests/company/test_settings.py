"""The index of the settings leads to every page of them, and every page of them is on it."""

from careers.company.settings_presenters import SETTINGS
from tests.client import PageClient
from tests.factories import a_company, a_user

PATHS = [area.path for _, areas in SETTINGS for area in areas]


def test_every_page_of_settings_opens_from_the_index(client: PageClient) -> None:
    a_company()
    client.sign_in(a_user("admin").email)
    index = client.visit("/hr/settings")
    assert index.h1 == "Settings" and set(PATHS) <= set(index.links.values())
    for path in PATHS:
        client.visit(path)
