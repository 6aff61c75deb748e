"""Reply-by dates: which applications are overdue or due soon."""
