"""The reasons for a disposition, and the settings pages to name, add, and archive them."""
