"""Moving, hiring, rejecting, withdrawing, and reopening: each one transaction with its event."""
