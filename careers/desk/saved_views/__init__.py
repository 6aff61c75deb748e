"""Named filters of the application list, private or shared."""
