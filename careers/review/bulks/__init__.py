"""One act on many applications: planned, looked at, confirmed, done after a delay, undone until then."""
