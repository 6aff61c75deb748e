"""People as staff see them: the list, the talent pool, who may be one person, what changed since the last time."""
