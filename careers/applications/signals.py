"""What packages above applications/ react to or contribute. Receivers run in the transaction that sends the signal."""

from dataclasses import dataclass

from blinker import signal

# Sent with the application as the sender.
application_submitted = signal("applications.application_submitted")
application_withdrawn = signal("applications.application_withdrawn")
reply_received = signal("applications.reply_received")
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
