"""Show a candidate's interviews on the candidate portal."""

from careers.applications.models import Application
from careers.applications.signals import PortalInterview, portal_interviews
from careers.review.interviews.presenters import told_interviews


@portal_interviews.connect
def interviews_for_portal(application: Application) -> list[PortalInterview]:
    """Return the interviews to show on the page of an application."""
    return told_interviews(application)
