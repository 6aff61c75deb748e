"""Reports: what became of applications, how fast, and who does the work; as pages, charts, and CSV files."""
