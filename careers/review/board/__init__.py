"""A posting's applications by stage, and its finalists side by side."""
