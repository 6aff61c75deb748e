"""The candidate's own page: where the application stands, and everything that a person may do about it."""
