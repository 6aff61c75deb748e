"""Drafts that are published by themselves at an hour."""
