"""Marking found words: the right ones, and nothing but text around them."""

import html

import pytest
from hypothesis import given, strategies as st

from careers.search.highlight import excerpt, highlight, plain_spans
from careers.search.parser import parse
from careers.search.tokens import tokens

FIELDS = {"title": "title", "team": "team"}


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Café cook", "CAFE", "<mark>Café</mark> cook"),
        ("C++ & C", "c++", "<mark>C++</mark> &amp; C"),
        ("<b>cook</b>", "cook", "&lt;b&gt;<mark>cook</mark>&lt;/b&gt;"),
        ("Machine learning, machine", '"machine learning"', "<mark>Machine learning</mark>, machine"),
        ("Developers", "develop*", "<mark>Developers</mark>"),
        ("日本語版", "本語", "日<mark>本語</mark>版"),
        ("cook driver", "cook -driver", "<mark>cook</mark> driver"),
        ("cook driver", "title:cook team:driver", "<mark>cook</mark> driver"),
        ("e\u0301te\u0301 Straße", "été strasse", "<mark>e\u0301te\u0301</mark> <mark>Straße</mark>"),
    ],
)
def test_matches_are_highlighted(text: str, query: str, marked: str) -> None:
    assert str(highlight(text, parse(query, FIELDS), "title")) == marked


@given(st.text(max_size=60), st.text(max_size=20))
def test_highlighting_does_not_change_the_text(text: str, query: str) -> None:
    marked = str(highlight(text, parse(f"{query} {text[:5]}")))
    plain = marked.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain and html.unescape(plain) == html.unescape(html.escape(text))


@pytest.mark.parametrize(
    ("text", "search", "line"),
    [
        ("google " * 40 + "and Go at work", "go", "<mark>Go</mark> at work"),
        ("x " * 300 + "Deep\nlearning " + "y " * 300, '"deep learning"', "<mark>Deep learning</mark>"),
        ("é " * 300 + "C++ at a bank", "c++ OR rust", "<mark>C++</mark> at a bank"),
        ("engineer of data", "eng* -data", "<mark>engineer</mark> of data"),
    ],
)  # fmt: skip
def test_an_excerpt_surrounds_the_first_match(text: str, search: str, line: str) -> None:
    found = excerpt(text, parse(search), "resume")
    assert found and line in found and len(found) < 400


def test_an_excerpt_of_a_text_without_the_words_is_none() -> None:
    assert excerpt("goods and javascript " * 50, parse("go OR java OR notes:and", {"notes": "notes"}), "resume") is None


@given(st.text(alphabet="abA1.+#, -", max_size=40), st.text(alphabet='ab1.+#" *', max_size=9))
def test_what_is_found_without_cutting_a_text_is_what_its_tokens_say(text: str, search: str) -> None:
    cut, terms = list(tokens(text)), parse(search).terms()
    expected = {
        (part[0].start, part[-1].end)
        for term in terms
        for part in (cut[at : at + len(term.tokens)] for at in range(len(cut)))
        if tuple(token.text for token in part) == term.tokens
        or (term.is_prefix and part[0].text.startswith(term.tokens[0]))
    }
    found = plain_spans(text, terms)
    assert found is None or set(found) == expected
