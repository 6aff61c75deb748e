"""Reviewers assigned to applications."""
