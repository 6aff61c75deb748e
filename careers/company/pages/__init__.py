"""Pages of words: drafted, previewed, published, and what they said before."""
