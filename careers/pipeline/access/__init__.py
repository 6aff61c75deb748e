"""Load an application for a staff member who can see it."""
