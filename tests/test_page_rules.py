"""The rules that the page-checking client enforces can be broken, and say so when they are."""

import pytest

from tests.page_rules import parse, problems_of

HEADERS = [("Content-Security-Policy", "default-src 'self'"), ("X-Content-Type-Options", "nosniff")]
TOKEN = '<input type="hidden" name="csrf_token" value="t">'


def found(main: str, title: str = "Jobs · Us", headers: list[tuple[str, str]] | None = None) -> list[str]:
    """What is wrong with a page that has this in its main part."""
    html = f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><main>{main}</main></body></html>'
    soup, complaints = parse(html)
    return complaints + problems_of(soup, "/jobs", HEADERS if headers is None else headers)


def test_a_good_page_has_no_problems() -> None:
    field = '<label for="q">Search</label><input id="q" name="q" aria-describedby="h"><p id="h">Words</p>'
    form = f'<form method="post" action="/x">{TOKEN}{field}<button>Find</button></form>'
    assert found(f'<h1>Jobs</h1>{form}<img src="a.svg" alt=""><a href="#h">Help</a>') == []


@pytest.mark.parametrize(
    ("main", "complaint"),
    [
        ("<h1>Jobs</h1><div></p></div>", "Unexpected end tag"),
        ("<h1>Jobs</h1><a href=/x?a=1&b=2>x</a>&lt", "Named entity"),
        ("", "0 h1"),
        ("<h1>Jobs</h1><h1>Jobs</h1>", "2 h1"),
        ("<h1>Posts</h1>", "does not repeat"),
        ('<h1>Jobs</h1><p id="a"></p><p id="a"></p>', "stands 2 times"),
        ('<h1>Jobs</h1><p aria-describedby="gone"></p>', "'gone', which is not there"),
        ('<h1>Jobs</h1><a href="#gone">x</a>', "#gone, which is not there"),
        ('<h1>Jobs</h1><input name="q">', "has no label"),
        ('<h1>Jobs</h1><label for="q"></label><select id="q" name="q"></select>', "has no label"),
        (
            '<h1>Jobs</h1><select required aria-label="x" name="q"><option value="1">One</option></select>',
            "its first option is a choice",
        ),
        ("<h1>Jobs</h1><script>alert(1)</script>", "an inline script"),
        ("<h1>Jobs</h1><p style='color: red'>x</p>", "style= on p"),
        ("<h1>Jobs</h1><p onclick='x()'>x</p>", "onclick= on p"),
        ("<h1>Jobs</h1><a href='javascript:x()'>x</a>", "javascript:"),
        ("<h1>Jobs</h1><img src='a.png'>", "without alt"),
        ("<h1>Jobs</h1><a href='/x'><img src='a.png' alt=''></a>", "without words"),
        ("<h1>Jobs</h1><form method='post' action='/x'><button>Go</button></form>", "no csrf_token"),
        (f"<h1>Jobs</h1><form action='/x'>{TOKEN}<button>Go</button></form>", "would show its csrf_token"),
        ("<h1>Jobs</h1><form><label>F <input type='file' name='f'></label></form>", "no enctype"),
    ],
)
def test_a_broken_rule_is_named(main: str, complaint: str) -> None:
    assert any(complaint in problem for problem in found(main))


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        (("Set-Cookie", "session=1"), "a public page sets a cookie: session"),
        (("Content-Security-Policy", "default-src 'self' 'unsafe-inline'"), "allows inline"),
        (("X-Content-Type-Options", ""), "nosniff"),
    ],
)
def test_a_missing_or_wrong_header_is_named(header: tuple[str, str], complaint: str) -> None:
    assert any(complaint in problem for problem in found("<h1>Jobs</h1>", headers=[*HEADERS, header]))
