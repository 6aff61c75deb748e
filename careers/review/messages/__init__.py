"""Messages that staff write to a candidate."""
