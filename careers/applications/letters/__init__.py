"""What the hiring team and the candidate write to each other about an application."""
