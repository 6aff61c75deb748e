"""The list of applications with its filters, tags, and scores."""
