"""Signals by which packages above contribute to the candidate portal."""

from __future__ import annotations

from dataclasses import dataclass

from blinker import signal

# Sent with an application; receivers return a list of PortalInterview for the candidate's page.
portal_interviews = signal("applications.portal_interviews")


@dataclass(frozen=True)
class PortalInterview:
    """One interview as shown to the candidate; ``when`` is empty while no time is booked, ``url`` is its page."""

    title: str
    standing: str
    when: str
    place: str
    url: str
