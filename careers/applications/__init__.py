"""Applications: candidates, drafts, and everything a candidate does before and after applying."""
