"""Staff screens to write, check, publish, and close postings, and to manage hiring teams."""
