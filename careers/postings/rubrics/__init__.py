"""The library of rubrics that a posting can start from."""
