"""Checks of a posting before it is published."""
