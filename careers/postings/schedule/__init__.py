"""Drafts that are scheduled for publication."""
