"""One person behind several addresses; invitations to those who asked to be kept."""
