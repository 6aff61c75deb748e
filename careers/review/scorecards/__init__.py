"""Scoring an application by the posting's rubric."""
