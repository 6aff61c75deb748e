"""Templates for messages to candidates, and the fields they can merge in."""
