"""What staff write to a candidate, and decisions that go out with a message."""
