"""New links by e-mail, the same answer for every address."""
