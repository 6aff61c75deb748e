"""What machines read of the open postings: feeds, sitemap, structured data, and a look at our own output."""
