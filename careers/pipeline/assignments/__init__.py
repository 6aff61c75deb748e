"""Reviewers assigned to applications, and who can be one."""
