"""The staff's screens of postings: write, check, publish, close, staff."""
