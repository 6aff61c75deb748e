"""A short summary of an application."""
