"""The steps that a person takes to apply, for what happens to the application afterwards."""

from tests.applications.conftest import apply_path, filled, posting, send

__all__ = ["apply_path", "filled", "posting", "send"]
