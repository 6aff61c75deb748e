"""The signal that a searchable text has changed, for the packages that index it."""

from blinker import signal

# Sent with the kind of the object ("application", "document") and its ``object_id``, in the transaction that changed
# the text, after flushing it. The package that writes a text may be below the one that indexes it.
text_changed = signal("search.text_changed")
