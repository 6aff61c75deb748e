"""Searches that are made of a posting's own words."""

import pytest

from careers.desk.sourcing.suggestions import suggest_search


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Senior Cook", "You go by what we react to", '"senior cook"'),
        ("Product Owner", "Tools: Go and React", '("product manager" OR "product owner") AND (go OR golang)'),
        ("Product Owner", "Kubernetes, Docker",
         '("product manager" OR "product owner") AND (kubernetes OR k8s OR docker)'),
    ],
)  # fmt: skip
def test_ordinary_words_are_no_skills_and_synonyms_are_alternatives(title: str, text: str, expected: str) -> None:
    assert suggest_search(title, {"qualifications": text}).text.startswith(expected)
