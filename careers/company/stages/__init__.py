"""The stages that applications go through: their names and order."""
