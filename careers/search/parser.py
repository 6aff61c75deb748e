"""The search language: words, "phrases", AND OR NOT, + -, parentheses, prefix*, field:word.

Any input is accepted; what was ignored or changed is reported with its place. Adjacent words must all match; AND
binds tighter than OR; operators are upper-case.
"""

from collections.abc import Mapping

from careers.search.lexer import Mark, marks, unknown_field
from careers.search.operators import valid_operators
from careers.search.query import And, Node, Not, Problem, Query, Term, all_of, either
from careers.search.tokens import is_unspaced, token_texts

MAX_LENGTH = 2_000  # characters
MAX_TERMS = 40
MAX_TOKENS = 40  # in one phrase; the servers refuse phrases of more than 128
DEEPEST = 20  # parentheses inside each other
MAX_PROBLEMS = 10
# A server reads every indexed word with the prefix: for one or two letters that is most of the index.
MIN_BEGINNING_LENGTH = 3


def parse(text: str, fields: Mapping[str, str] | None = None, *, most_terms: int = MAX_TERMS) -> Query:
    """Parse ``text``. ``fields`` maps the names allowed before a colon to field names.

    Never raises. At most the first 2,000 characters, 40 terms (or ``most_terms``), and 40 words of a phrase are used.
    """
    return _Parser(text, fields or {}, most_terms).query()


class _Parser:
    def __init__(self, text: str, fields: Mapping[str, str], most_terms: int) -> None:
        self._most_terms, self._fields = most_terms, fields
        self._marks, self._problems = valid_operators(list(marks(text[:MAX_LENGTH], fields)))
        self._at = 0
        self._depth = 0
        self._terms = 0
        if len(text) > MAX_LENGTH:
            self._tell(MAX_LENGTH, f"Only the first {MAX_LENGTH:,} characters were used.", is_cut=True)

    def query(self) -> Query:
        parts = [self._either(None)]
        while self._at < len(self._marks):
            self._tell(self._marks[self._at].position, "This parenthesis was never opened, so it was ignored.")
            self._at += 1
            parts.append(self._either(None))
        found = tuple(part for part in parts if part)
        problems = sorted(self._problems, key=lambda problem: problem.position)
        return Query(all_of(found) if found else None, tuple(problems[:MAX_PROBLEMS]))

    def _either(self, field: str | None) -> Node | None:
        parts = [self._all(field)]
        while self._kind() == "OR":
            self._at += 1
            parts.append(self._all(field))
        found = tuple(part for part in parts if part)
        return either(found) if found else None

    def _all(self, field: str | None) -> Node | None:
        parts: list[Node | None] = []
        while self._kind() not in ("", "close", "OR"):
            if self._kind() == "AND":
                self._at += 1
            else:
                parts.append(self._one(field))
        found = tuple(part for part in parts if part)
        return all_of(found) if found else None

    def _one(self, field: str | None) -> Node | None:
        excluded = False
        while self._kind() == "NOT":
            excluded = not excluded
            self._at += 1
        node = self._thing(field)
        return Not(node) if node and excluded else node

    def _thing(self, field: str | None) -> Node | None:
        mark = self._marks[self._at]
        self._at += 1
        if mark.kind == "field":
            return self._in_field(mark)
        if mark.kind == "open":
            return self._group(mark, field)
        return self._term(mark, field)

    def _in_field(self, mark: Mark) -> Node | None:
        if self._kind() in ("word", "phrase", "open"):
            return self._thing(mark.text)
        self._tell(mark.position, f"Nothing follows {mark.text}, so it was ignored.")
        return None

    def _group(self, mark: Mark, field: str | None) -> Node | None:
        if self._depth == DEEPEST:
            self._tell(mark.position, "There are too many nested parentheses; this one was ignored.")
            return None
        self._depth += 1
        node = self._either(field)
        self._depth -= 1
        if self._kind() == "close":
            self._at += 1
        else:
            self._tell(mark.position, "This parenthesis is never closed; it was treated as closing at the end.")
        return node

    def _term(self, mark: Mark, field: str | None) -> Node | None:
        tokens = token_texts(mark.text)
        if not tokens:
            self._tell(mark.position, "There are no letters or digits to search for here.")
            return None
        self._terms += 1
        if self._terms > self._most_terms:
            if self._terms == self._most_terms + 1:
                self._tell(mark.position, f"Only the first {self._most_terms} terms were used.", is_cut=True)
            return None
        if len(tokens) > MAX_TOKENS:
            self._tell(mark.position, f"Only the first {MAX_TOKENS} words of this phrase were used.", is_cut=True)
        if name := unknown_field(mark, self._fields):
            known = ", ".join(f"{name}:" for name in dict.fromkeys(self._fields.values()))
            message = f"There’s no field {name}:, so it was searched as text. Fields: {known}."
            self._tell(mark.position, message)
        if not mark.is_whole:
            self._tell(mark.position, "This quotation mark is never closed; the phrase ends with the search.")
        return _term(tokens[:MAX_TOKENS], field, is_prefix=self._is_beginning(mark, tokens[-1]))

    def _is_beginning(self, mark: Mark, last: str) -> bool:
        if mark.kind != "word" or not mark.text.endswith("*") or is_unspaced(last):
            return False
        if len(last) < MIN_BEGINNING_LENGTH:
            message = (
                f"A star needs at least {MIN_BEGINNING_LENGTH} letters before it, so this was searched as a whole word."
            )
            self._tell(mark.position, message)
        return len(last) >= MIN_BEGINNING_LENGTH

    def _kind(self) -> str:
        return self._marks[self._at].kind if self._at < len(self._marks) else ""

    def _tell(self, position: int, message: str, *, is_cut: bool = False) -> None:
        self._problems.append(Problem(position, message, is_cut))


def _term(tokens: tuple[str, ...], field: str | None, *, is_prefix: bool) -> Node:
    if not is_prefix or len(tokens) == 1:
        return Term(tokens, is_prefix, field)
    # No server supports a phrase that ends in a prefix: the two parts are searched separately.
    return And((Term(tokens[:-1], False, field), Term(tokens[-1:], True, field)))
