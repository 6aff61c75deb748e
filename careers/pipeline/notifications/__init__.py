"""Emails to staff about applications, sent immediately or in a daily digest."""
