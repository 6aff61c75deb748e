"""The stages that applications go through: which there are, in which order, and what they are called."""
