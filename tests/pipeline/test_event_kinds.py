"""Every kind of event has words for the people who read it."""

from careers.applications.event_kinds import EventKind
from careers.applications.portal.wording import EVENTS
from careers.desk.application.timeline_presenters import EVENT_WORDS


def test_staff_read_every_kind_of_event_in_words() -> None:
    assert set(EVENT_WORDS) == set(EventKind)


def test_candidates_only_see_known_event_kinds() -> None:
    assert set(EVENTS) <= set(EventKind)
