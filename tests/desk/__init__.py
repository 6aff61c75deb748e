"""Tests of the desk package."""
