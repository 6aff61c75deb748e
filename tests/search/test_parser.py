"""The search language: what is understood, and what is said about the rest."""

import pytest
from hypothesis import given, strategies as st

from careers.search.parser import parse
from careers.search.query import Node, Not, Or, Query, Term

FIELDS = {"title": "title", "team": "team", "department": "team"}


def shown(node: Node | None) -> str:
    """The tree in one line: ``&`` and ``|`` with brackets, ``!`` before what is excluded."""
    if node is None:
        return ""
    if isinstance(node, Term):
        field = f"{node.field}:" if node.field else ""
        return field + "_".join(node.tokens) + "*" * node.is_prefix
    if isinstance(node, Not):
        return f"!{shown(node.part)}"
    return "[" + (" | " if isinstance(node, Or) else " & ").join(shown(part) for part in node.parts) + "]"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("python mysql", "[python & mysql]"),
        ("a OR b c", "[a | [b & c]]"),
        ("(a OR b) AND NOT c", "[[a | b] & !c]"),
        ("a -b +c", "[a & !b & c]"),
        ("front-end C++", "[front_end & c++]"),
        ('"machine learning" “big data”', "[machine_learning & big_data]"),
        ("java* node.js*", "[java* & [node & .js*]]"),
        ("title:cook department:(a OR b)", "[title:cook & [team:a | team:b]]"),
        ('title:"head cook"', "title:head_cook"),
        ("NOT NOT a", "a"),
        ("or and not", "[or & and & not]"),
        ("Portland, OR", "[portland & or]"),
        ("https://x.com", "https_x_.com"),
        ("--help", "help"),
        ("'; --", ""),
        ("%", ""),
    ],
)
def test_a_search_is_understood_as_people_mean_it(text: str, tree: str) -> None:
    assert shown(parse(text, FIELDS).root) == tree


@pytest.mark.parametrize(
    ("text", "tree", "position", "words"),
    [
        ("cook AND", "cook", 5, "nothing to join"),
        ("OR cook", "cook", 0, "nothing to join"),
        ("a AND OR b", "[a & b]", 6, "nothing to join"),
        ('say "head cook', "[say & head_cook]", 4, "never closed"),
        ("(a OR b", "[a | b]", 0, "never closed"),
        ("a) b", "[a & b]", 1, "never opened"),
        ("cook %", "cook", 5, "no letters or digits"),
        ("title:", "", 0, "Nothing follows"),
        ("ja* cook", "[ja & cook]", 0, "at least 3 letters"),
    ],
)
def test_problems_are_reported_with_their_position(text: str, tree: str, position: int, words: str) -> None:
    query = parse(text, FIELDS)
    assert shown(query.root) == tree
    assert [(problem.position, words in problem.message) for problem in query.problems] == [(position, True)]


def test_a_field_that_there_is_not_is_pointed_at_and_addresses_are_not() -> None:
    (problem,) = parse("cook (OR skills:python", FIELDS).problems[-1:]
    assert problem.position == 9 and "no field skills:" in problem.message and "title:, team:" in problem.message
    assert not parse("https://a.example std::sort c:\\x 10:30 note:", FIELDS).problems
    assert not parse("skills:python").problems


def test_too_long_a_search_is_cut_with_a_notice() -> None:
    def cuts(query: Query) -> list[str]:
        return [problem.message for problem in query.problems if problem.is_cut]

    many = parse(" ".join(f"w{number}" for number in range(60)))
    assert len(many.terms()) == 40 and cuts(many) == ["Only the first 40 terms were used."]
    assert "2,000" in cuts(parse("x" * 5000))[0]
    long = parse('"' + "a " * 90 + '"')
    assert len(long.terms()[0].tokens) == 40 and cuts(long)
    assert parse("(" * 1500 + "a" + ")" * 400).problems


@given(st.text(alphabet=st.sampled_from('ab "()*:+-.#%é日🐍\0\\\n“”') | st.characters(), max_size=80))
def test_no_input_raises(text: str) -> None:
    assert len(parse(text, FIELDS).problems) <= 10


@given(st.lists(st.sampled_from(["AND", "OR", "NOT", "(", ")", "a", '"', "-", "title:", "b*", "+"]), max_size=60))
def test_no_order_of_operators_raises(marks: list[str]) -> None:
    parse(" ".join(marks), FIELDS)
    parse("".join(marks), FIELDS)


def test_a_loosened_search_keeps_exclusions() -> None:
    assert shown(parse("developers cook -java").loosened().root) == "[[develope* | cook] & !java]"
