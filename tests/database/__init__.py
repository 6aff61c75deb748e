"""Tests of the database's ground floor."""
