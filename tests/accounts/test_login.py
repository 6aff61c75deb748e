"""Where signing in may lead."""

import pytest

from careers.accounts.login import HOME, local_path


@pytest.mark.parametrize(
    "wanted",
    ["/hr/", "/hr/applications/12", "/hr/postings/3-engineer/edit", "/hr/applications?q=a%20b&stage=screen"],
)
def test_pages_of_the_back_office_are_led_to(wanted: str) -> None:
    assert local_path(wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        "",
        "/",
        "/jobs",
        "/hr",
        "/hrx/",
        "//evil.example/hr/",
        "https://evil.example/hr/",
        "/\\evil.example/hr/",
        "\\\\evil.example/hr/",
        "/hr/\\evil.example",
        "/hr//evil.example",
        "/hr/../jobs",
        "/hr/%2e%2e//evil.example",
        "/hr/.//evil.example",
        " /hr/",
        "/hr/\n",
        "/hr/\r\nSet-Cookie: a=b",
        "/hr/\t//evil.example",
        "/hr/\x00",
        "javascript:alert(1)//hr/",
        "/hr/sign-out",
        "/hr/sign-in?next=/hr/sign-in",
        "/hr/" + "a" * 2000,
    ],
)
def test_other_redirect_targets_go_to_the_start_page(wanted: str | None) -> None:
    assert local_path(wanted) == HOME
