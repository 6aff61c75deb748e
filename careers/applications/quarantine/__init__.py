"""Submissions that look like spam: held and looked at, never thrown away."""
