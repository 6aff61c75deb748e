"""Tags that staff put on applications."""
