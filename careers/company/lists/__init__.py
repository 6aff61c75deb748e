"""The lists of the settings: departments, locations, benefits, steps of hiring."""
