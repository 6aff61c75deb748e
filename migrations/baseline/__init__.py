"""The first schema, one module for each part of the site; ``versions/baseline.py`` creates it."""
