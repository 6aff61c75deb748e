"""The first page of the day: what is due, what is new, and what waits for this person."""
