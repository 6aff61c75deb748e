"""The candidate portal: an application's status and everything the candidate can do about it."""
