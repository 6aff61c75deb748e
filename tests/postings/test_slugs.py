"""The slug in a posting's URL."""

import pytest

from careers.postings.urls import posting_slug

SLUGS = [
    ("Backend Developer", "backend-developer"),
    ("  Señor  Développeur / Gärtner (m/w/d) ", "senor-developpeur-gartner-m-w-d"),
    ("C++ & C#", "c-c"),
    ("ﬁne ½ Ⅳ", "fine-12-iv"),
    ("日本語", "position"),
    ("--- ", "position"),
    ("a" * 300, "a" * 100),
    ("word " * 40, ("word-" * 20)[:99]),
]


@pytest.mark.parametrize(("title", "slug"), SLUGS)
def test_slugs_are_plain_words(title: str, slug: str) -> None:
    assert posting_slug(title) == slug
