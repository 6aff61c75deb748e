"""What one visitor asks for must not reach the next one through the pages that are kept ready."""

import http.client
from collections.abc import Callable

import pytest
from flask import Flask

from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user
from tests.servers import Site

EVIL = "evil.example"
TRICKS: list[tuple[str, dict[str, str]]] = [
    ("Host", {"HTTP_HOST": EVIL}),
    ("forwarded host", {"HTTP_X_FORWARDED_HOST": EVIL, "HTTP_FORWARDED": f"host={EVIL}"}),
    ("mount point", {"SCRIPT_NAME": f"//{EVIL}"}),
    ("original address", {"HTTP_X_ORIGINAL_URL": f"//{EVIL}/", "HTTP_X_REWRITE_URL": f"//{EVIL}/"}),
    ("cookie", {"HTTP_COOKIE": f"session={EVIL}"}),
    ("other headers", {"HTTP_USER_AGENT": EVIL, "HTTP_REFERER": f"//{EVIL}/", "HTTP_ACCEPT_LANGUAGE": EVIL}),
    ("range", {"HTTP_RANGE": "bytes=0-1", "HTTP_USER_AGENT": EVIL}),
]


@pytest.mark.parametrize(("trick", "sent"), TRICKS)
def test_one_visitors_headers_do_not_affect_the_next(
    app: Flask, client: PageClient, trick: str, sent: dict[str, str]
) -> None:
    a_company()
    a_posting(title="Cook")
    for path in ("/", "/jobs", "/jobs?q=cook"):
        expected = client.visit(path).body
        app.extensions["page_cache"].forget()
        app.test_client().get(path, environ_overrides=sent).close()
        page = client.visit(path)
        assert page.body == expected
        assert EVIL not in str(page.headers)


def test_different_urls_are_cached_separately(app: Flask, client: PageClient) -> None:
    a_company()
    for first, second in [
        ("q=one&q=two", "q=two&q=one"),
        ("q=%ff", "q=%fe"),
        ("q=%C3%83%C2%A9", "q=%C3%A9"),
        ("q=a%26b", "q=a&b"),
        ("q=%2541", "q=%41"),
    ]:
        shown = [client.visit(f"/jobs?{query}").field("q")["value"] for query in (first, second)]
        assert shown[0] != shown[1], first


def test_signed_in_users_leave_no_trace_in_public_pages(
    app: Flask, client: PageClient, new_client: Callable[[], PageClient]
) -> None:
    a_company()
    expected = client.visit("/").body
    app.extensions["page_cache"].forget()
    staff = new_client()
    staff.sign_in(a_user(name="Secret Name").email)
    page = staff.visit("/")
    assert "Secret Name" not in page.html and "Set-Cookie" not in page.headers
    assert client.visit("/").body == page.body == expected


def test_a_head_request_renders_a_page_once(app: Flask, client: PageClient) -> None:
    a_company()
    for path in ("/jobs", "/sitemap.xml"):
        app.extensions["page_cache"].forget()
        head = client.request("HEAD", path, status=200)
        assert f"{path}?" in app.extensions["page_cache"]._kept
        whole = client.visit(path)
        assert not head.body
        assert head.headers["Content-Length"] == str(len(whole.body))
        assert head.headers["ETag"] == whole.headers["ETag"]
    missing = client.request("HEAD", "/jobs/999-x", status=404)
    assert not missing.body and int(missing.headers["Content-Length"]) > 0


def test_errors_and_closed_pages_are_not_kept(app: Flask, client: PageClient) -> None:
    a_company()
    for path in ("/nothing", "/jobs/999-x", "/company"):
        client.visit(path, status=404)
    assert not app.extensions["page_cache"]._kept


def test_redirects_stay_on_the_site_whatever_the_host_header(app: Flask) -> None:
    for path in ("/hr", "/hr//postings", "/jobs//1-x"):
        response = app.test_client().get(path, headers={"Host": EVIL})
        assert response.status_code == 308
        assert response.headers["Location"].startswith("/") and EVIL not in response.headers["Location"]


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_the_script_name_header_is_ignored(app: Flask, site: Site) -> None:
    a_company()
    for _ in range(8):
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
        connection.request("GET", f"//{EVIL}/", headers={"SCRIPT_NAME": f"//{EVIL}", "PATH_INFO": "/jobs"})
        answer = connection.getresponse()
        assert answer.status == 404
        assert EVIL not in answer.read().decode()
        connection.close()
    assert EVIL not in site.client().visit("/").html
