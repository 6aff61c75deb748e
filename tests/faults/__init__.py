"""Pulling the plug: processes, the database and the mail server die while the site is in use."""
