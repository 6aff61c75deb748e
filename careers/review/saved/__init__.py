"""Filters and searches of the list of applications, kept under a name."""
