"""Actions on many applications: previewed first, run after a delay, undone until then."""
