"""Suggest a search for a posting from its title and the skills it requires."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from careers.desk.sourcing.synonyms import ALSO_ENGLISH, COMMON, SKILLS, TITLES
from careers.search.tokens import Token, token_texts, tokens

# The sections that state requirements, the most telling first; the others are for readers.
SECTIONS = ("qualifications", "experience_requirements", "responsibilities", "description")
MAX_GROUPS = 4
MAX_ALTERNATIVES = 6
Group = tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """A search in the language of ``search``, its groups, and what else the posting mentions."""

    text: str
    groups: Sequence[Group]
    further: Sequence[str]


def suggest_search(title: str, sections: Mapping[str, str]) -> Suggestion:
    """Return the search for a posting. ``sections`` are its texts by name.

    Never raises; never empty if there is a title.
    """
    lines = [line for name in SECTIONS for line in sections.get(name, "").splitlines()]
    skills: list[tuple[str, list[Group]]] = []
    for line in lines:
        _join(skills, list(_skills_in(line, SKILLS)))
    common = [group[0] for line in lines for _, group in _skills_in(line, {"common": COMMON})]
    groups = [tuple(dict.fromkeys(word for group in found for word in group)) for _, found in skills]
    used = [_titles(title), *(group[:MAX_ALTERNATIVES] for group in groups[:MAX_GROUPS])]
    further = [group[0] for group in groups[MAX_GROUPS:]] + common
    text = " AND ".join(_written(group) for group in used if group)
    return Suggestion(text, used, tuple(dict.fromkeys(further)))


def _join(known: list[tuple[str, list[Group]]], found: list[tuple[str, Group]]) -> None:
    """Add a line's words to the known ones: alternatives of one family together, nothing twice."""
    there = {group for _, groups in known for group in groups}
    families: dict[str, list[Group]] = {}
    for family, group in found:
        if group not in there and group not in families.get(family, []):
            families.setdefault(family, []).append(group)
    known += families.items()


def _skills_in(line: str, families: Mapping[str, Sequence[Group]]) -> Iterator[tuple[str, Group]]:
    found = list(tokens(line))
    places = [
        (place, family, group)
        for family, groups in families.items()
        for group in groups
        if (place := min((at for word in group for at in _places(word, found, line)), default=None)) is not None
    ]
    for _, family, group in sorted(places, key=lambda place: place[0]):
        yield family, group


def _places(word: str, found: Sequence[Token], line: str) -> Iterator[int]:
    sought = token_texts(word)
    for at in range(len(found) - len(sought) + 1):
        if tuple(token.text for token in found[at : at + len(sought)]) != sought:
            continue
        start = found[at].start
        before = line[:start].rstrip()
        is_begun = not before or before[-1] in ".!?-*•"
        if word not in ALSO_ENGLISH or (line[start].isupper() and not is_begun):
            yield at


def _titles(title: str) -> Group:
    words = f" {' '.join(token_texts(title))} "
    fitting = [(len(name), names) for names in TITLES for name in names if f" {' '.join(token_texts(name))} " in words]
    own = " ".join(token_texts(title))
    if not fitting:
        return (own,) if own else ()
    longest = max(fitting, key=lambda group: group[0])[1]
    return longest[:MAX_ALTERNATIVES]


def _written(group: Group) -> str:
    quoted = [f'"{word}"' if " " in word else word for word in group]
    return quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})"
