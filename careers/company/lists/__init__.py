"""The lists in the settings: departments, locations, benefits, and hiring steps."""
