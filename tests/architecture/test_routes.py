"""Every address says who may ask for it."""

from flask import Flask

from careers import create_app
from careers.security import PUBLIC, SIGNED_IN, Permission, policy_of
from tests.databases import settings_for

POLICIES = {PUBLIC, SIGNED_IN, *Permission}


def an_app(folder: object) -> Flask:
    return create_app(settings_for(f"sqlite:///{folder}/none.sqlite3", folder))  # type: ignore[arg-type]


def test_every_route_declares_its_policy(tmp_path: object) -> None:
    views = an_app(tmp_path).view_functions
    undeclared = [endpoint for endpoint, view in views.items() if policy_of(view) not in POLICIES]
    assert views and not undeclared


def test_only_signing_in_is_public_below_hr(tmp_path: object) -> None:
    app = an_app(tmp_path)
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/hr")]
    public = {rule.rule for rule in rules if policy_of(app.view_functions[rule.endpoint]) == PUBLIC}
    assert rules and public <= {"/hr/sign-in", "/hr/sign-in/code", "/hr/invitation/<token>"}
