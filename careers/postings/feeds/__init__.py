"""Open postings for machines: feeds, sitemap, structured data, and a check of our own output."""
