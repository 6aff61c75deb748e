"""The application form: draft, review, submission, and the emails that follow."""
