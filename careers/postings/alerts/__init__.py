"""Job alerts: emails about new postings that match a search, each posting once."""
