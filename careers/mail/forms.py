"""The form of the email log."""

from flask_wtf import FlaskForm


class RetryForm(FlaskForm):
    """A button to try again, with only a CSRF token."""
