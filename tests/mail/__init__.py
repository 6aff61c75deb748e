"""Tests of email: composing, sending, delivering, the email log."""
