"""Suspicious submissions that wait for a staff member's decision."""
