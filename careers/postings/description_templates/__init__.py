"""Description templates: text to start a posting from, built in or saved by HR."""
