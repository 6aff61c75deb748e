"""What counts as a word, and what it looks like in the index."""

import re

import pytest
from hypothesis import given, strategies as st

from careers.search.encoding import encode
from careers.search.tables import Field
from careers.search.tokens import token_texts, tokens

TITLE = Field("title", "t")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and C#, F#.", "c++ and c# f#"),
        (".NET, ASP.NET. Next", ".net asp .net next"),
        ("Node.js node.JS", "node .js node .js"),
        ("Skills.Python end.", "skills python end"),
        ("5+ years, fast+cheap, C++17", "5 years fast cheap c++ 17"),
        ("R&D, I/O, front-end", "r d i o front end"),
        ("Straße ÅNGSTRÖM e\u0301 Łódź ﬁne", "strasse angstrom e lodz fine"),
        ("Ελλάδα Ελλαδα", "ελλαδα ελλαδα"),
        ("й и\u0306", "й й"),
        ("ﾊﾟ", "パ"),
        ("soft\u00adhyphen snake_case", "softhyphen snake case"),
        ("日本語", "日 日本 本 本語 語"),
        ("% '; -- 🐍 \0", ""),
    ],
)
def test_a_text_gives_the_words_that_people_mean(text: str, expected: str) -> None:
    assert " ".join(token_texts(text)) == expected


def test_words_that_differ_by_a_sign_or_script_have_different_codes() -> None:
    words = ("c", "c++", "c#", "csh", "cpl", "net", ".net", "dtnet", "日", "日本", "й", "и")
    assert len({encode(word, TITLE) for word in words}) == len(words)


@given(st.text(max_size=200))
def test_no_token_is_cut_or_misread_by_a_server(text: str) -> None:
    for token in tokens(text):
        code = encode(token.text, TITLE)
        assert re.fullmatch(r"[a-z0-9_]{3,80}", code)
        assert 0 <= token.start < token.end <= len(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF), max_size=60))
def test_case_and_surrounding_spaces_are_ignored(text: str) -> None:
    assert token_texts(f" {text} ") == token_texts(text)


@given(st.text(alphabet="日本語東京", min_size=1, max_size=6), st.data())
def test_every_part_of_a_text_without_spaces_is_a_phrase_of_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = token_texts(text[start : data.draw(st.integers(start + 1, len(text)))])
    whole = token_texts(text)
    assert any(whole[at : at + len(part)] == part for at in range(len(whole)))
