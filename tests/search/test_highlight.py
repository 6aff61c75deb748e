"""Marking found words: the right ones, and nothing but text around them."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.search.highlight import highlight
from careers.search.parser import parse

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
def test_found_words_are_marked(text: str, query: str, marked: str) -> None:
    assert str(highlight(text, parse(query, FIELDS), "title")) == marked


@given(st.text(max_size=60), st.text(max_size=20))
def test_a_marked_text_says_what_the_text_says(text: str, query: str) -> None:
    marked = str(highlight(text, parse(f"{query} {text[:5]}")))
    plain = marked.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain and html.unescape(plain) == html.unescape(html.escape(text))
