"""The page of one application, and every form on it."""
