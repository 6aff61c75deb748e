"""Write a search for other search engines: LinkedIn, Google limited to one site (X-ray), and GitHub users.

Their capabilities are data; what an engine can't express is reported instead of silently dropped.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from careers.search.clauses import Clause, Literal, TooManyClauses, clauses, negations_inward
from careers.search.query import And, Node, Not, Query, Term, all_of, either
from careers.search.tokens import is_unspaced

# Fields that make sense elsewhere, where such words are searched everywhere. Terms in other fields are left out.
TEXTS = ("resume", "samples", "answers", "links", "name")
# GitHub's names of languages, by the tokens that people type.
GITHUB_LANGUAGES = {
    "c": "c", "c#": "c#", "c++": "c++", "clojure": "clojure", "cobol": "cobol", "css": "css", "dart": "dart",
    "elixir": "elixir", "erlang": "erlang", "fortran": "fortran", "go": "go", "golang": "go", "groovy": "groovy",
    "haskell": "haskell", "html": "html", "java": "java", "javascript": "javascript", "julia": "julia",
    "kotlin": "kotlin", "lua": "lua", "matlab": "matlab", "ocaml": "ocaml", "perl": "perl", "php": "php",
    "powershell": "powershell", "python": "python", "r": "r", "ruby": "ruby", "rust": "rust", "scala": "scala",
    "shell": "shell", "solidity": "solidity", "swift": "swift", "typescript": "typescript",
}  # fmt: skip
MAX_COMBINATIONS = 6


@dataclass(frozen=True)
class Target:
    """An external search engine: its URL, what precedes each search, and its limits."""

    key: str
    label: str
    address: str
    limits: str
    before: str = ""
    most_characters: int | None = None
    most_words: int | None = None
    most_operators: int | None = None


@dataclass(frozen=True)
class Written:
    """A search in an engine's syntax, as one or several texts that each find a part; and what was left out."""

    target: Target
    texts: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())


TARGETS = (
    Target(
        "linkedin",
        "LinkedIn (people)",
        "https://www.linkedin.com/search/results/people/",
        (
            "Supports AND, OR, NOT, quotation marks, and parentheses, but not * + or −. Free "
            "accounts have a monthly limit."
        ),
        most_characters=1_000,
    ),
    Target(
        "xray-linkedin",
        "Google (LinkedIn profiles)",
        "https://www.google.com/",
        "Google reads the first 32 words and finds public profiles only.",
        before="site:linkedin.com/in",
        most_words=32,
    ),
    Target(
        "xray-github",
        "Google (GitHub profiles and projects)",
        "https://www.google.com/",
        "Google reads the first 32 words. Results also include projects and discussions.",
        before="site:github.com",
        most_words=32,
    ),
    Target(
        "github",
        "GitHub (users)",
        "https://github.com/search?type=users",
        (
            "At most 256 characters and five of AND, OR, and NOT. GitHub searches account names, "
            "full names, public emails, and languages only."
        ),
        before="type:user",
        most_characters=256,
        most_operators=5,
    ),
)


def written_for_all(query: Query) -> list[Written]:
    """Return the search for every engine; empty for an empty search."""
    return [_written(query.root, target) for target in TARGETS] if query.root else []


def _written(root: Node, target: Target) -> Written:
    notes: list[str] = []
    node = _portable(root, notes)
    if node is None:
        return Written(target, (), tuple(dict.fromkeys(notes)))
    texts = [" ".join(filter(None, [target.before, text])) for text in _WRITERS[target.key](node, notes)]
    for text in texts:
        notes += _beyond(text, target)
    return Written(target, tuple(texts), tuple(dict.fromkeys(notes)))


def _beyond(text: str, target: Target) -> Iterator[str]:
    words = text.replace("(", " ").replace(")", " ").split()
    operators = sum(word in ("AND", "OR", "NOT") for word in words)
    if target.most_characters and len(text) > target.most_characters:
        yield (
            f"This has {len(text):,} characters; the limit is {target.most_characters:,}. Remove the "
            "least important terms."
        )
    if target.most_words and len(words) - operators > target.most_words:
        count = len(words) - operators
        yield (
            f"This has {count} words; only the first {target.most_words} are read. Put the most important ones first."
        )
    if target.most_operators and operators > target.most_operators:
        yield f"This has {operators} of AND, OR, and NOT; the limit is {target.most_operators}."


def _portable(node: Node, notes: list[str]) -> Node | None:
    """Return what of the search makes sense outside: without prefixes and without fields that only exist here."""
    if isinstance(node, Term):
        return _portable_term(node, notes)
    if isinstance(node, Not):
        part = _portable(node.part, notes)
        return Not(part) if part else None
    parts = tuple(part for part in (_portable(part, notes) for part in node.parts) if part)
    if not parts:
        return None
    return all_of(parts) if isinstance(node, And) else either(parts)


def _portable_term(term: Term, notes: list[str]) -> Term | None:
    if term.field and term.field not in TEXTS:
        notes.append(f"{term.field}: only works on this site, so “{spelled(term)}” was left out.")
        return None
    if term.field:
        notes.append(f"{term.field}: isn’t supported here, so “{spelled(term)}” is searched everywhere.")
    if term.is_prefix:
        notes.append(f"Prefixes aren’t supported here, so {spelled(term)}* became {spelled(term)}.")
    return Term(term.tokens)


def spelled(term: Term) -> str:
    """Return a term's words as a person would type them."""
    text = ""
    for token in term.tokens:
        if is_unspaced(token):
            # Single characters and pairs alternate: the single ones are the text.
            text += token if len(token) == 1 else ""
        else:
            text += token if token.startswith(".") or not text else f" {token}"
    return text


def _quoted(term: Term) -> str:
    text = spelled(term)
    return f'"{text}"' if " " in text else text


def _linkedin(node: Node, _notes: list[str]) -> list[str]:
    return [_nested(negations_inward(node), is_inside=False)]


def _nested(node: Node, *, is_inside: bool = True) -> str:
    if isinstance(node, Term):
        return _quoted(node)
    if isinstance(node, Not):
        return f"NOT {_nested(node.part)}"
    sign = " AND " if isinstance(node, And) else " OR "
    # A nested group of the same kind needs no parentheses.
    text = sign.join(_nested(part, is_inside=type(part) is not type(node)) for part in node.parts)
    return f"({text})" if is_inside else text


def _google(node: Node, notes: list[str]) -> list[str]:
    found = _sayable(node, notes)
    parts = [
        f"-{_quoted(clause[0].term)}"
        if clause[0].is_excluded
        else _quoted(clause[0].term)
        if len(clause) == 1
        else f"({' OR '.join(_quoted(literal.term) for literal in clause)})"
        for clause in found
    ]
    return [" ".join(parts)] if _seeks(found, notes) else []


def _github(node: Node, notes: list[str]) -> list[str]:
    found: list[list[Literal]] = []
    left_out: list[str] = []
    for clause in _sayable(node, notes):
        unknown = [spelled(literal.term) for literal in clause if spelled(literal.term) not in GITHUB_LANGUAGES]
        left_out += unknown
        if not unknown:
            found.append(list(clause))
    if left_out:
        words = ", ".join(dict.fromkeys(left_out))
        notes.append(f"GitHub doesn’t search what people write, so this was left out: {words}.")
    if not _seeks(map(tuple, found), notes):
        return []
    texts = [""]
    for known in found:
        texts = [f"{text} {_language(literal)}".strip() for text in texts for literal in known]
    texts = list(dict.fromkeys(texts))
    if len(texts) > 1:
        notes.append("GitHub doesn’t support these alternatives. Run these searches one after the other.")
    if len(texts) > MAX_COMBINATIONS:
        notes.append(f"There are {len(texts)} combinations; these are the first {MAX_COMBINATIONS}.")
    return [text for text in texts[:MAX_COMBINATIONS] if text]


def _language(literal: Literal) -> str:
    return f"{'-' if literal.is_excluded else ''}language:{GITHUB_LANGUAGES[spelled(literal.term)]}"


def _sayable(node: Node, notes: list[str]) -> list[Clause]:
    """Return the clauses that words, groups of alternatives, and single excluded words can express."""
    try:
        found = clauses(node)
    except TooManyClauses:
        notes.append("This search is nested too deeply. Search for its parts separately.")
        return []
    mixed = [clause for clause in found if len(clause) > 1 and any(literal.is_excluded for literal in clause)]
    for clause in mixed:
        words = " or ".join(f"{'not ' if literal.is_excluded else ''}{spelled(literal.term)}" for literal in clause)
        notes.append(f"An exclusion can’t be an alternative here, so this was left out: {words}.")
    return [clause for clause in found if clause not in mixed]


def _seeks(found: Iterable[Clause], notes: list[str]) -> bool:
    """Return whether there is anything to search for besides exclusions, which alone would match everyone else."""
    is_seeking = any(not clause[0].is_excluded for clause in found)
    if not is_seeking:
        notes.append("Only exclusions are left, so there is nothing to search for.")
    return is_seeking


_WRITERS: dict[str, Callable[[Node, list[str]], list[str]]] = {
    "linkedin": _linkedin,
    "xray-linkedin": _google,
    "xray-github": _google,
    "github": _github,
}
