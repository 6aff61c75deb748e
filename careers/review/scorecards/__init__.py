"""Scorecards: score an application on the posting's criteria."""
