"""The form of the email log."""

from __future__ import annotations

from flask_wtf import FlaskForm


class RetryForm(FlaskForm):
    """A button to try again, with only a CSRF token."""
