"""Voluntary equal-opportunity questions, counted but never kept with an application."""
