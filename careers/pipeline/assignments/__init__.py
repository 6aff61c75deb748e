"""Who is asked to review which applications, and who may be."""
