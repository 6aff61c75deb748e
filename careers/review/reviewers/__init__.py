"""Who is asked to review which application."""
