"""Interviews: times offered, booked, changed, and canceled, with calendar invitations."""
