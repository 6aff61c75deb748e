"""The tests: one folder for each room, and what they share beside this file. CONTRIBUTING.md says how to run them."""
