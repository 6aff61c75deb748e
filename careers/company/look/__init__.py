"""Mark and colors."""
