"""Benchmarks: how close the public pages come to the floor of the server itself. Run by bin/bench."""
