"""The company as content, and its settings."""
