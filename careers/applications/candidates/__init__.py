"""One person with several addresses: likely duplicates, merges, and invitations to apply."""
