"""The questions that a posting asks every applicant."""
