"""Move, hire, reject, withdraw, and reopen, each in one transaction with its event."""
