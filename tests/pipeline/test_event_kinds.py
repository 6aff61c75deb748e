"""Every kind of event has words for the people who read it."""

from careers.applications.event_kinds import EventKind
from careers.applications.portal.wording import EVENTS
from careers.desk.application.timeline_presenters import EVENT_WORDS


def test_staff_read_every_kind_of_event_in_words() -> None:
    assert set(EVENT_WORDS) == set(EventKind)


def test_candidates_are_told_only_of_kinds_that_exist() -> None:
    assert set(EVENTS) <= set(EventKind)
