"""Staff screens: the application list and page, the board, bulk actions, candidates, and Today."""
