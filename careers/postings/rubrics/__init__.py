"""The library of rubrics: sets of scoring criteria that a posting can start from."""
