"""Tests of the mail room: composing, sending, delivering, the ledger."""
