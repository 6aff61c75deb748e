"""Tests of the features for reviewing applications."""
