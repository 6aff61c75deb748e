"""Tests of the package postings."""
