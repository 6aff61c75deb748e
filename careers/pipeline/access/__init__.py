"""Load one application for a member of staff, if they may see it."""
