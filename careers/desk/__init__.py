"""Staff screens: the list, the page of one application, the board, bulk actions, and the first page of the day."""
