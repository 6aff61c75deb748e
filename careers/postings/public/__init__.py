"""The public pages of postings: the front page, the listing, and each posting with its history and social image."""
