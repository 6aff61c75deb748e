"""The applications that match a filter and a search, and their order."""
