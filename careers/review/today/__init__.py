"""The first page of the back office: what needs attention."""
