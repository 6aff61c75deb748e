"""New links by email, with the same answer for every address."""
