"""Features for reviewing applications. Each is a folder that imports the pipeline and no other feature."""
