"""Show interviews in the candidate portal, and cancel them before an application is erased."""

from __future__ import annotations

from flask import Flask

from careers.applications.portal.erasure_told import before_erasure
from careers.applications.portal.interviews_told import tell_interviews_with
from careers.review.interviews.erasure_services import cancel_erased
from careers.review.interviews.presenters import told_interviews


def register(app: Flask) -> None:
    """Answer which interviews a candidate has, and react to an erasure."""
    tell_interviews_with(app, told_interviews)
    before_erasure(app, cancel_erased)
