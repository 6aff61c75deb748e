"""The timeline of an application: what happened, who did it, and when."""
