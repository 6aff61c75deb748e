"""Role overviews: what people in a role do, with statistics from the open postings."""
