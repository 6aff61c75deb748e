"""What makes a submission suspicious: each signal with its weight and its sentence for HR.

Nothing is refused. A submission whose weights add up to ``HELD_FROM`` waits for a person. Only what nobody does by
accident is enough alone; a shared network, fast typing, a resume sent by two people, or a text full of links is not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

HELD_FROM = 4
MIN_SECONDS_ON_FORM = 5  # seconds from opening the form to sending it, the page that shows it once more included
MAX_LINKS = 6  # in running text; the form has a field of its own for links
MAX_SHOWN = 80  # characters of what stood in the honeypot

HOUR, DAY, MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=30)
# Someone who applies for everything suitable in one evening stays below this.
FROM_ADDRESS_IN_AN_HOUR, FROM_ADDRESS_IN_A_DAY = 12, 24
# A lecture hall that applies together stays below this.
FROM_NETWORK_IN_AN_HOUR = 240
SAME_FROM_OTHERS = 2
# Shorter texts can be equal by chance.
MIN_TEXT = 200


@dataclass(frozen=True)
class Evidence:
    """What is known about a submission on arrival; the counts don't include it."""

    honeypot: str = ""
    has_mark: bool = True
    seconds: float | None = None
    links: int = 0
    from_address_in_an_hour: int = 0
    from_address_in_a_day: int = 0
    from_network_in_an_hour: int = 0
    same_words: int = 0
    same_file: int = 0


@dataclass(frozen=True)
class Signal:
    """A signal: its weight, when it shows, and the sentence for HR."""

    weight: int
    shows: Callable[[Evidence], bool]
    said: str


@dataclass(frozen=True)
class Finding:
    """A signal that showed, with its sentence."""

    signal: str
    weight: int
    said: str


SIGNALS = {
    "honeypot": Signal(
        4,
        lambda seen: bool(seen.honeypot),
        "A hidden field that people can’t see was filled in: “{honeypot}”.",
    ),
    "address": Signal(
        4,
        lambda seen: (
            seen.from_address_in_an_hour >= FROM_ADDRESS_IN_AN_HOUR
            or seen.from_address_in_a_day >= FROM_ADDRESS_IN_A_DAY
        ),
        ("{from_address_in_an_hour} from the same email in the past hour, {from_address_in_a_day} in the past day."),
    ),
    "words": Signal(
        2,
        lambda seen: seen.same_words >= SAME_FROM_OTHERS,
        "The same long text came from {same_words} other emails in the past 30 days.",
    ),
    "links": Signal(
        2,
        lambda seen: seen.links > MAX_LINKS,
        "The answers contain {links} links outside the links field.",
    ),
    "file": Signal(
        1,
        lambda seen: seen.same_file >= SAME_FROM_OTHERS,
        "The same resume came from {same_file} other emails in the past 30 days.",
    ),
    "quick": Signal(
        1,
        lambda seen: seen.seconds is not None and seen.seconds < MIN_SECONDS_ON_FORM,
        f"Submitted less than {MIN_SECONDS_ON_FORM} seconds after the form was opened.",
    ),
    "network": Signal(
        1,
        lambda seen: seen.from_network_in_an_hour >= FROM_NETWORK_IN_AN_HOUR,
        (
            "{from_network_in_an_hour} from the same network in the past hour, which can also be a "
            "university or an office."
        ),
    ),
    "mark": Signal(
        1,
        lambda seen: not seen.has_mark,
        "The form was submitted without its security token.",
    ),
}


def findings_of(seen: Evidence) -> list[Finding]:
    """Return every signal that shows, the heaviest first."""
    values = {**vars(seen), "honeypot": seen.honeypot[:MAX_SHOWN]}
    return [
        Finding(name, signal.weight, signal.said.format_map(values))
        for name, signal in SIGNALS.items()
        if signal.shows(seen)
    ]


def is_suspicious(findings: list[Finding]) -> bool:
    """Return whether a person should look at the submission first."""
    return sum(finding.weight for finding in findings) >= HELD_FROM
