"""Applications that name no position."""
