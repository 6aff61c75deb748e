"""Notes on an application, and the colleagues they mention."""
