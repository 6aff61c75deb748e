"""Messages between the hiring team and the candidate."""
