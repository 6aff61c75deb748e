"""Close a posting with a reply to every applicant."""
