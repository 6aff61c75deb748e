"""Today: what is due, what is new, and what waits for the user."""
