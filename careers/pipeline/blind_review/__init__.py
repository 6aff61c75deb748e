"""Blind review and work-sample-first review: what is redacted, and for whom."""
