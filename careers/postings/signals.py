"""Signals of postings, to which packages above connect, because this package can't import them.

A receiver returns a mapping from posting ids to numbers.
"""

from blinker import signal

# How many applications of each posting in ``posting_ids`` have no disposition yet?
counting_waiting_applications = signal("postings.counting_waiting_applications")
# How many applicants of each posting in ``posting_ids`` have neither a disposition nor a message?
counting_unanswered_applications = signal("postings.counting_unanswered_applications")
