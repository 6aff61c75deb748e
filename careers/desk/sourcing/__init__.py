"""Sourcing search: suggested Boolean searches for a posting, run on the applications and resumes on file."""
