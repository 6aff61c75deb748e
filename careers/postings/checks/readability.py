"""The readability of an English text: its Flesch-Kincaid grade (Kincaid and others, 1975)."""

import re
from dataclasses import dataclass

MIN_WORDS = 100  # with fewer words, the grade means little
_LINK = re.compile(r"\[([^\]\[]{0,500})\]\([^)\s]{0,1000}\)")
_BLOCKS = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+#]|\d{1,3}[.)]) )")
_SENTENCES = re.compile(r"(?<=[.!?:;])\s+")
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’]*")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Reading:
    """The grade (US school years), words per sentence, and the longest sentence."""

    grade: float
    words_per_sentence: float
    longest: str


def reading_of(markdown: str) -> Reading | None:
    """Return the readability of a Markdown text; None if it is too short or not in Latin letters."""
    sentences = [(sentence, _WORDS.findall(sentence)) for sentence in _sentences(markdown)]
    sentences = [(text, words) for text, words in sentences if words]
    count = sum(len(words) for _, words in sentences)
    if count < MIN_WORDS:
        return None
    syllables = sum(_syllables(word) for _, words in sentences for word in words)
    average = count / len(sentences)
    grade = 0.39 * average + 11.8 * syllables / count - 15.59
    return Reading(grade, average, max(sentences, key=lambda sentence: len(sentence[1]))[0])


def _sentences(markdown: str) -> list[str]:
    # A list item counts as a sentence, with or without a period.
    blocks = _BLOCKS.split(_LINK.sub(r"\1", markdown))
    plain = (" ".join(re.sub(r"[*_`#>]|^\s*[-+] ", "", block).split()) for block in blocks)
    return [sentence for block in plain for sentence in _SENTENCES.split(block) if sentence]


def _syllables(word: str) -> int:
    word = word.lower()
    groups = len(_VOWELS.findall(word))
    is_silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - is_silent)
