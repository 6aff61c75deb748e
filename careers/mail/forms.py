"""The forms of the ledger."""

from __future__ import annotations

from flask_wtf import FlaskForm


class RetryForm(FlaskForm):
    """Try again: nothing to fill in, only the proof that the page came from this site."""
