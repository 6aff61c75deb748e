"""The page-checking client: asks for pages as a person's browser does, and checks every one that it gets."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from tests.factories import PASSWORD
from tests.page import Page
from tests.transport import Answer, Transport

MAX_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)


class PageClient:
    """One browser, with cookies of its own. ``visit`` and ``post`` follow redirects, ``get`` does not."""

    def __init__(self, transport: Transport, *, checked: bool = True) -> None:
        """``checked=False`` turns the page rules off, for pages made to break them."""
        self._transport = transport
        self.checked = checked
        self.base_url = transport.base_url
        self.headers: dict[str, str] = {"Accept": "text/html,*/*;q=0.8"}

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies kept so far."""
        return self._transport.cookies()

    def path_of(self, address: str) -> str:
        """A whole address on this site as its path and query; one elsewhere fails the test."""
        parts = urlsplit(urljoin(self.base_url, address))
        assert f"{parts.scheme}://{parts.netloc}" == self.base_url, f"{address} leaves the site"
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def visit(self, path: str, *, query: Mapping[str, Any] | None = None, status: int | None = 200) -> Page:
        """Ask for a page and follow redirects. The last answer must have this status; None takes any."""
        if query:
            path += ("&" if "?" in path else "?") + urlencode(query, doseq=True)
        return self.request("GET", path, status=status, follow=True)

    def get(self, path: str, *, status: int | None = None, headers: Mapping[str, str] | None = None) -> Page:
        """Ask for an address without following redirects."""
        return self.request("GET", path, status=status, headers=headers)

    def post(
        self,
        path: str,
        form: Mapping[str, Any] | None = None,
        *,
        status: int | None = None,
        follow: bool = True,
        referrer: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Send a form as it is given: no token is added. ``Form.submit`` is what people do."""
        sent = dict(headers or {})
        if referrer is not None:
            sent |= {"Referer": self.base_url + referrer, "Origin": self.base_url}
        return self.request("POST", path, form=form or {}, status=status, headers=sent, follow=follow)

    def sign_in(self, email: str, password: str = PASSWORD) -> Page:
        """Sign in on the sign-in page, as a member of staff; returns the page that comes of it."""
        return self.visit("/hr/sign-in").form().fill(email=email, password=password).submit()

    def request(
        self,
        method: str,
        path: str,
        *,
        form: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        status: int | None = None,
        follow: bool = False,
    ) -> Page:
        """Send one request, and more where it is redirected and ``follow`` is set."""
        page = self._send(method, path, headers or {}, form)
        for _ in range(MAX_REDIRECTS if follow else 0):
            if page.status not in REDIRECTS:
                break
            assert page.status not in (307, 308) or method == "GET", f"{path} asks to send the form again"
            page = self._send("GET", self.path_of(urljoin(self.base_url + page.path, page.location or "")), {}, None)
        else:
            assert not follow, f"{path} keeps redirecting"
        assert status in (None, page.status), f"{page!r} instead of {status}: {_gist(page)}"
        return page

    def _send(self, method: str, path: str, headers: Mapping[str, str], form: Mapping[str, Any] | None) -> Page:
        answer: Answer = self._transport.send(method, path, {**self.headers, **headers}, form)
        return Page(answer, path, self, checked=self.checked)


def _gist(page: Page) -> str:
    if not page.is_html:
        return str(page.location or page.body[:300])
    return " · ".join(page.errors + page.notices) or page.text[:500]
