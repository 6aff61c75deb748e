"""Whole journeys through the running site, in a real browser."""
