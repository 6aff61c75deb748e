"""The questions that a posting asks everybody who applies."""
