"""What to fix or reconsider before a posting is published."""
