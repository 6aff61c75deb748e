"""Candidates: search, profile, possible duplicates, and the talent pool."""
