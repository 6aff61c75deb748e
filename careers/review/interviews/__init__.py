"""Interviews: times offered, picked, changed, called off, and told to calendars."""
