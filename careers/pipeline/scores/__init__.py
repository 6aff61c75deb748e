"""Scorecards and work-sample scores as stored, and the scale they use."""
