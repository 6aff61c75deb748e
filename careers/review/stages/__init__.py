"""Where an application may stand, and why it may end."""
