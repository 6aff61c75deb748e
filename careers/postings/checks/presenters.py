"""The issues of a posting before it is published, each with a sentence that says what to do."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from careers.formatting import format_money
from careers.postings import presenters
from careers.postings.checks.pay_law import places_requiring_pay
from careers.postings.checks.readability import reading_of
from careers.postings.checks.wording import coded_words, long_winded
from careers.postings.feeds.drift_presenters import PAY_IN_TITLE
from careers.postings.models import Posting
from careers.postings.pay_queries import UNITS_PER_YEAR
from careers.postings.readiness_services import PAST, has_ended, missing_content
from careers.postings.roles.presenters import yearly_pay
from careers.postings.roles.queries import RolePosting

Peers = Sequence[RolePosting]
# Brackets that are not links, braces, angle brackets that are not URLs, and words that people write for "later".
PLACEHOLDER = re.compile(
    r"\[[^\]\n]{1,60}\](?![(\[:])|\{{1,2}[^{}\n]{1,60}\}{1,2}|<[A-Za-z][^<>\n@:]{0,60}>"
    r"|\b(?:TBD|TBA|TODO|FIXME|XXX+)\b|\b[Ll]orem ipsum\b|_{4,}|\?{3,}"
)
MAX_PAY_DIFFERENCE = 0.25  # of the median of the role's other postings
HARD_GRADE = 14
MAX_NAMED = 5
MIN_LONG_WINDED = 2  # a single long-winded word is fine


@dataclass(frozen=True)
class PublishIssue:
    """Something to fix or reconsider; ``is_needed`` if the posting can't be published without fixing it."""

    title: str
    sentence: str
    is_needed: bool = False


def publish_issues(posting: Posting, peers: Peers) -> list[PublishIssue]:
    """Return all issues, required ones first. ``peers`` are the role's other open postings.

    The posting's locations and sections must be loaded.
    """
    needed = missing_content(posting) + [PAST] * has_ended(posting)
    checks = TEXT_CHECKS if posting.is_general else CHECKS + TEXT_CHECKS
    return [PublishIssue("To do", sentence, is_needed=True) for sentence in needed] + [
        PublishIssue(title, sentence) for title, check in checks for sentence in check(posting, peers)
    ]


def _pay_law(posting: Posting, _peers: Peers) -> Iterator[str]:
    if posting.base_salary_min is not None:
        return
    places = places_requiring_pay(posting)
    if places:
        yield (
            f"There’s no pay range, which the law requires here: {'; '.join(places)}. Add one, or "
            "give a reason when you publish. We’ll record it in the audit log."
        )
    else:
        yield (
            "There’s no pay range. As far as we know, the law doesn’t require one here, but "
            "postings with one get better-matched applications. To publish without it, give a "
            "reason."
        )


def _title(posting: Posting, _peers: Peers) -> Iterator[str]:
    if PAY_IN_TITLE.search(posting.title):
        yield "The title seems to include pay. Search engines reject that; use the pay fields."
    for place in posting.locations:
        if place.locality and place.locality.casefold() in posting.title.casefold():
            yield f"The title includes {place.locality}. Search engines reject that; use the location field."


def _degree(posting: Posting, peers: Peers) -> Iterator[str]:
    requiring = sum(peer.degree_required for peer in peers)
    others = _other_postings(len(peers))
    if posting.degree_required and peers and requiring * 2 < len(peers):
        yield (
            f"It requires a degree, unlike most postings for this role: {requiring} of {others} "
            f"{_do(requiring)}. If experience is enough, clear “Degree required”."
        )
    if not posting.degree_required and requiring * 2 > len(peers):
        yield (
            f"It doesn’t require a degree, unlike most postings for this role: {requiring} of "
            f"{others} {_do(requiring)}. If that’s not what you meant, check “Degree required”."
        )


def _pay_of_role(posting: Posting, peers: Peers) -> Iterator[str]:
    own = RolePosting(
        posting.role_id,
        posting.base_salary_min,
        posting.base_salary_max,
        posting.base_salary_currency,
        posting.base_salary_unit,
        posting.degree_required,
    )
    own_pay = next(iter(yearly_pay([own])), None)
    peer_pay = next((pay for pay in yearly_pay(peers) if own_pay and pay.currency == own_pay.currency), None)
    if not own_pay or not peer_pay or posting.base_salary_unit not in UNITS_PER_YEAR:
        return
    if abs(own_pay.median - peer_pay.median) > MAX_PAY_DIFFERENCE * peer_pay.median:
        way = "above" if own_pay.median > peer_pay.median else "below"
        yield (
            f"The midpoint of the range is {format_money(own_pay.median, own_pay.currency)} a year, far {way} the "
            f"median of {_other_postings(peer_pay.count)} for this role, "
            f"{format_money(peer_pay.median, peer_pay.currency)}. "
            "Check the amounts, currency, and pay period."
        )


def _placeholders(posting: Posting, _peers: Peers) -> Iterator[str]:
    texts = "\n\n".join(text for _, text in _texts(posting))
    placeholders = list(dict.fromkeys(match[0] for match in PLACEHOLDER.finditer(texts)))
    if placeholders:
        shown = ", ".join(f"“{text}”" for text in placeholders[:MAX_NAMED])
        more = f" and {len(placeholders) - MAX_NAMED} more" if len(placeholders) > MAX_NAMED else ""
        yield f"This looks like unfinished text: {shown}{more}. Complete or delete it."


def _hard_to_read(posting: Posting, _peers: Peers) -> Iterator[str]:
    reading = reading_of("\n\n".join(text for _, text in _texts(posting)))
    if reading and reading.grade > HARD_GRADE:
        start = " ".join(reading.longest.split()[:8])
        yield (
            f"The text is hard to read: grade {reading.grade:.0f} (Flesch-Kincaid), with "
            f"{reading.words_per_sentence:.0f} words per sentence. Split long sentences and use "
            f"shorter words. The longest one starts with “{start} …”."
        )


def _long_winded(posting: Posting, _peers: Peers) -> Iterator[str]:
    words = long_winded("\n\n".join(text for _, text in _texts(posting)))
    if len(words) >= MIN_LONG_WINDED:
        yield f"Use shorter words where you can: {_with_advice(words)}."


def _coded(posting: Posting, _peers: Peers) -> Iterator[str]:
    for title, text in _texts(posting):
        if words := coded_words(text):
            yield f"{title}: these words can make people feel they don’t belong: {_with_advice(words)}."


def _with_advice(words: dict[str, str]) -> str:
    return "; ".join(f"“{word}” (try: {advice})" for word, advice in list(words.items())[:MAX_NAMED])


def _texts(posting: Posting) -> list[tuple[str, str]]:
    sections = {section.name: section.markdown for section in posting.sections}
    texts = [(title, sections.get(name, "")) for name, title in presenters.SECTION_TITLES.items()]
    return [("Title", posting.title), ("Summary", posting.summary), *texts]


def _other_postings(count: int) -> str:
    return "1 other open posting" if count == 1 else f"{count} other open postings"


def _do(count: int) -> str:
    return "does" if count == 1 else "do"


Check = Callable[[Posting, Peers], Iterator[str]]
CHECKS: tuple[tuple[str, Check], ...] = (
    ("Pay", _pay_law),
    ("Title", _title),
    ("Degree", _degree),
    ("Pay and role", _pay_of_role),
)
TEXT_CHECKS: tuple[tuple[str, Check], ...] = (
    ("Unfinished text", _placeholders),
    ("Readability", _hard_to_read),
    ("Wordiness", _long_winded),
    ("Inclusive language", _coded),
)
