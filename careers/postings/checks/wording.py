"""Words that make some readers feel that somebody else is meant, and what to write instead; English."""

from __future__ import annotations

import re

# A beginning of a word with a hyphen at its end, or whole words, with what says the same to everybody.
CODED = {
    "aggressive-": "determined, or say what is to be reached",
    "alpha": "leading",
    "bossy": "decisive",
    "brotherhood": "team",
    "chairman": "chair",
    "craftsman-": "skilled worker, skill",
    "crush-": "reach, solve",
    "dominan-": "leading",
    "dominat-": "lead",
    "fearless-": "confident",
    "foreman": "supervisor",
    "freshman": "first-year student",
    "girl-": "people",
    "guru-": "expert",
    "guys": "everybody, team",
    "hacker": "engineer, or say which skill",
    "he or she": "they, you",
    "he/she": "they, you",
    "his or her": "their, your",
    "hostess-": "host",
    "housekeep-": "cleaning, or say which work",
    "killer": "excellent, or say what makes it so",
    "ladies": "people",
    "manned": "staffed",
    "manpower": "staff, people",
    "ninja-": "specialist",
    "nurturing": "supportive, or say what is done for whom",
    "policeman": "police officer",
    "rock star-": "specialist",
    "rockstar-": "specialist",
    "ruthless-": "consistent",
    "salesman-": "salesperson, sales",
    "sassy": "direct",
    "seductive": "attractive",
    "stewardess-": "cabin attendant",
    "superhero-": "specialist",
    "tribe": "team",
    "unstoppable": "persistent",
    "waitress-": "waiting staff",
    "warrior-": "specialist",
    "wizard-": "expert",
    "workmanship": "quality of work",
    "young and dynamic": "say what the team is like, not how old",
    "young team": "say what the team is like, not how old",
    "digital native-": "say which tools somebody should know",
}


def _pattern(word: str) -> str:
    return re.escape(word.removesuffix("-")) + (r"\w*" if word.endswith("-") else "")


_ANY = re.compile("|".join(rf"\b(?P<w{n}>{_pattern(one)})\b" for n, one in enumerate(CODED)), re.IGNORECASE)
_ADVICE = list(CODED.values())


def coded_words(text: str) -> dict[str, str]:
    """The words of ``CODED`` in a text as they stand there, each once, with what to write instead."""
    found: dict[str, str] = {}
    for match in _ANY.finditer(text):
        number = next(int(name[1:]) for name, value in match.groupdict().items() if value)
        found.setdefault(match[0].lower(), _ADVICE[number])
    return found
