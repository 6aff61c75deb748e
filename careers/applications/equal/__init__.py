"""Voluntary equal-opportunity questions, kept as counts."""
