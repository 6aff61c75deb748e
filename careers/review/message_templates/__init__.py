"""The words that messages to candidates begin from."""
