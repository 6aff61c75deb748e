"""Tests of the postings room."""
