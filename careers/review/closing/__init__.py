"""Closing a posting leaves nobody without an answer."""
