"""Which signs make a submission wait, and which never do alone."""

from typing import Any

import pytest

from careers.applications.quarantine.spam_rules import (
    FROM_ADDRESS_IN_A_DAY,
    FROM_ADDRESS_IN_AN_HOUR,
    HELD_FROM,
    SIGNALS,
    Evidence,
    findings_of,
    is_suspicious,
)

SHOWING: dict[str, dict[str, Any]] = {
    "honeypot": {"honeypot": "http://pills.example"},
    "address": {"from_address_in_an_hour": FROM_ADDRESS_IN_AN_HOUR},
    "words": {"same_words": 40},
    "links": {"links": 30},
    "file": {"same_file": 40},
    "quick": {"seconds": 1.0},
    "network": {"from_network_in_an_hour": 9_000},
    "mark": {"has_mark": False},
}


@pytest.mark.parametrize("name", SIGNALS)
def test_each_sign_shows_by_itself_with_its_figure_in_the_sentence(name: str) -> None:
    found = findings_of(Evidence(**SHOWING[name]))
    assert [finding.signal for finding in found] == [name]
    assert "{" not in found[0].said and found[0].weight == SIGNALS[name].weight
    assert all(str(value) in found[0].said for value in SHOWING[name].values() if value and name != "quick")


def test_only_signals_that_cannot_be_accidental_are_enough_alone() -> None:
    alone = {name for name in SIGNALS if is_suspicious(findings_of(Evidence(**SHOWING[name])))}
    assert alone == {"honeypot", "address"}


@pytest.mark.parametrize("together", [("words", "links"), ("words", "file", "quick"), ("words", "network", "mark")])
def test_weak_signs_add_up(together: tuple[str, ...]) -> None:
    seen = Evidence(**{key: value for name in together for key, value in SHOWING[name].items()})
    assert sum(finding.weight for finding in findings_of(seen)) >= HELD_FROM and is_suspicious(findings_of(seen))


def test_a_shared_network_a_quick_hand_and_a_resume_seen_before_are_not_enough_together() -> None:
    seen = Evidence(from_network_in_an_hour=9_000, seconds=1.0, same_file=9)
    assert not is_suspicious(findings_of(seen))


def test_a_form_that_took_days_has_no_signal() -> None:
    assert findings_of(Evidence(seconds=9 * 86_400.0, from_address_in_a_day=FROM_ADDRESS_IN_A_DAY - 1)) == []
