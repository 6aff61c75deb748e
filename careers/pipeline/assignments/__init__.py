"""Who is asked to review which applications, on which an interviewer's access depends."""
