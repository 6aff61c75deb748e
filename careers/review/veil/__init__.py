"""Blind review and work first: whose name is covered, whose resume is locked, for whom."""
