"""Role overviews: what people in one kind of position do, with figures from the open postings."""
