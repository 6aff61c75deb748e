"""The listing at /jobs: filters, their options with counts, results, and suggestions when nothing matches."""
