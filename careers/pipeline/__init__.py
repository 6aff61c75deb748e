"""The hiring core: the rules that all screens and features share, from visibility to decisions."""
