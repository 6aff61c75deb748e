"""The forms of the quarantine."""

from __future__ import annotations

from flask_wtf import FlaskForm


class VerdictForm(FlaskForm):
    """Release, confirm, take back: nothing to fill in, only the proof that the page came from this site."""
