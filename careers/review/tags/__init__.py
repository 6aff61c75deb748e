"""Words that staff put on applications to find them again."""
