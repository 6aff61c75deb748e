"""New postings by e-mail for those who asked: each posting once."""
