"""Which applications a filter and a search select, and in which order."""
