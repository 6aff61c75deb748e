"""Reports on the outcome, speed, and workload of applications, as pages, charts, and CSV files."""
