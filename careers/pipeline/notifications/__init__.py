"""Emails to staff about applications: who gets them, at once or in a daily digest."""
