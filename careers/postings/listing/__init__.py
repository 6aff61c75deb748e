"""The listing at /jobs: what an address asks for, options with counts, cards, and what to do when nothing matches."""
