"""One search in the words of other people's search boxes, and what those cannot say."""

import random

import pytest

from careers.search.clauses import TooManyClauses, clauses
from careers.search.parser import parse
from careers.search.query import And, Node, Not, Or, Term
from careers.search.targets import TARGETS, Written, written_for_all

FIELDS = {name: name for name in ("resume", "notes", "name")}


def written(text: str) -> dict[str, Written]:
    """The search for every target, by its key."""
    return {search.target.key: search for search in written_for_all(parse(text, FIELDS))}


# What is typed; what LinkedIn, Google and GitHub are asked instead.
@pytest.mark.parametrize(
    ("typed", "linkedin", "google", "github"),
    [
        ("python", "python", "python", ["type:user language:python"]),
        ('"Machine Learning" -java', '"machine learning" AND NOT java', '"machine learning" -java', []),
        ("c++ (go OR rust)", "c++ AND (go OR rust)", "c++ (go OR rust)",
         ["type:user language:c++ language:go", "type:user language:c++ language:rust"]),
        ("python -(java OR php)", "python AND NOT java AND NOT php", "python -java -php",
         ["type:user language:python -language:java -language:php"]),
        ("(python django) OR ruby", "(python AND django) OR ruby", "(python OR ruby) (django OR ruby)",
         ["type:user language:python", "type:user language:ruby"]),
        ("front-end node.js", '"front end" AND node.js', '"front end" node.js', []),
    ],
)  # fmt: skip
def test_a_search_is_written_in_each_language(typed: str, linkedin: str, google: str, github: list[str]) -> None:
    found = written(typed)
    assert found["linkedin"].texts == (linkedin,)
    assert found["xray-linkedin"].texts == (f"site:linkedin.com/in {google}",)
    assert found["xray-github"].texts == (f"site:github.com {google}",)
    assert list(found["github"].texts) == github


@pytest.mark.parametrize(
    ("typed", "target", "told"),
    [
        ("kafka*", "linkedin", "kafka* became kafka"),
        ("resume:kafka", "linkedin", "“kafka” is searched everywhere"),
        ("notes:good python", "xray-github", "“good” was left out"),
        ("python OR -java", "xray-linkedin", "this was left out: python or not java"),
        ("python django", "github", "this was left out: django"),
        ("python OR go", "github", "one after the other"),
        (
            " ".join(f"word{number}" for number in range(40)),
            "xray-linkedin",
            "This has 41 words; only the first 32",
        ),
        (" ".join(f"{number}" * 30 for number in range(40)), "linkedin", "characters; the limit is 1,000"),
    ],
)
def test_parts_that_an_engine_cannot_express_are_reported(typed: str, target: str, told: str) -> None:
    assert told in " ".join(written(typed)[target].notes)


def test_an_empty_search_and_one_without_usable_words_give_no_text() -> None:
    assert written_for_all(parse("")) == []
    assert [search.texts for search in written_for_all(parse("notes:good", FIELDS))] == [()] * len(TARGETS)


def holds(node: Node, words: set[str]) -> bool:
    """Whether a text with these words is what the search looks for."""
    if isinstance(node, Term):
        return node.tokens[0] in words
    if isinstance(node, Not):
        return not holds(node.part, words)
    return (all if isinstance(node, And) else any)(holds(part, words) for part in node.parts)


def test_clauses_say_the_same_as_the_search() -> None:
    chance, compared = random.Random(5), 0  # noqa: S311

    def thrown(depth: int) -> Node:
        kind = chance.choice(("term", "not", "and", "or")) if depth else "term"
        if kind == "term":
            return Term((chance.choice("abcde"),))
        if kind == "not":
            return Not(thrown(depth - 1))
        parts = (thrown(depth - 1), thrown(depth - 1))
        return And(parts) if kind == "and" else Or(parts)

    for _ in range(300):
        node = thrown(4)
        try:
            found = clauses(node)
        except TooManyClauses:
            continue
        for number in range(32):
            words = {letter for at, letter in enumerate("abcde") if number >> at & 1}
            said = all(
                any((literal.term.tokens[0] in words) != literal.is_excluded for literal in clause) for clause in found
            )
            assert said == holds(node, words)
        compared += 1
    assert compared > 250
