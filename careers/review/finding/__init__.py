"""Finding applications: filters, orders, the search and what it reads, the workbench."""
