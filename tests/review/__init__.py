"""Tests of the reviewers' room."""
