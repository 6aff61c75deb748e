"""Answers to the questions that a posting asks."""
