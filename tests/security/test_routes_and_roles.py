"""The whole map of addresses, tried by every role and by nobody in particular."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

from careers.postings.urls import PostingConverter
from careers.security import PUBLIC, ROLE_PERMISSIONS, SIGNED_IN, Permission, Role, policy_of
from tests.client import PageClient
from tests.factories import a_company, a_user
from tests.page import Page

# An id and a token that nobody has: whoever passes the guard is told that there is nothing.
NOBODYS_ID, NOBODYS_TOKEN = 999_999, "x" * 43
# Signing out would end the walk, and leads to the sign-in page as it should; so do the steps of signing in.
APART = ("/hr/sign-out", "/hr/sign-in")


@pytest.fixture
def addresses(app: Flask) -> list[tuple[str, str, str]]:
    """Every (method, path, policy) of the map."""
    # The guard is what is tried here; without this, a missing token would be refused before it.
    app.config["WTF_CSRF_ENABLED"] = False
    a_company()
    return list(_addresses(app))


def _addresses(app: Flask) -> Iterator[tuple[str, str, str]]:
    for rule in app.url_map.iter_rules():
        policy = policy_of(app.view_functions[rule.endpoint])
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, _path(app, rule), str(policy)


def _path(app: Flask, rule: Rule) -> str:
    values: dict[str, Any] = {name: _value(rule, name) for name in rule.arguments}
    with app.test_request_context():
        built = rule.build(values, append_unknown=False)
    assert built
    return built[1]


def _value(rule: Rule, name: str) -> Any:
    converter = rule._converters[name]
    if isinstance(converter, IntegerConverter):
        return min(NOBODYS_ID, converter.max or NOBODYS_ID)
    return (NOBODYS_ID, "nobody") if isinstance(converter, PostingConverter) else NOBODYS_TOKEN


def ask(client: PageClient, method: str, path: str) -> Page:
    """One request with an empty form; the pages' own rules are for other tests, and take most of the time."""
    client.checked = False
    return client.request(method, path, form={} if method == "POST" else None)


def is_sent_to_sign_in(page: Page) -> bool:
    return page.status == 303 and "/hr/sign-in" in (page.location or "")


def test_guarded_routes_require_signing_in(client: PageClient, addresses: list[tuple[str, str, str]]) -> None:
    guarded = [address for address in addresses if address[2] != PUBLIC]
    open_to_all = [(method, path) for method, path, _ in guarded if not is_sent_to_sign_in(ask(client, method, path))]
    assert guarded and not open_to_all


def test_public_addresses_never_ask_to_sign_in(client: PageClient, addresses: list[tuple[str, str, str]]) -> None:
    public = [address for address in addresses if address[2] == PUBLIC and not address[1].startswith(APART)]
    asking = [(method, path) for method, path, _ in public if is_sent_to_sign_in(ask(client, method, path))]
    assert public and not asking


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_where_its_permissions_reach_and_no_further(
    role: Role, app: Flask, new_client: Callable[[], PageClient], addresses: list[tuple[str, str, str]]
) -> None:
    client, wrong = new_client(), []
    client.sign_in(a_user(role).email)
    for method, path, policy in addresses:
        if policy == PUBLIC or path.startswith(APART):
            continue
        allowed = policy == SIGNED_IN or Permission(policy) in ROLE_PERMISSIONS[role]
        page = ask(client, method, path)
        if (page.status == 403) is allowed or is_sent_to_sign_in(page):
            wrong.append((method, path, policy, page.status))
    assert not wrong
