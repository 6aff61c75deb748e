"""Which stage an application may move to from where it is."""
