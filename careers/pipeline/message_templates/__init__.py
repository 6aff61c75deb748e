"""Templates for messages to candidates, and their merge fields."""
