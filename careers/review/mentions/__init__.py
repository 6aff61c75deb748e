"""Colleagues who are named in a note."""
