"""Signals of the company's lists and stages. Packages above connect to them: these must not import those.

A receiver answers a question with what it returns.
"""

from blinker import signal

# How many postings belong to each row of a list? ``list_key`` is "departments" or "locations"; the answer is a mapping
# from the id of the row to a number.
counting_postings = signal("company.counting_postings")
# A department or location has a new name; sent with ``list_key`` and ``row_id``, in the transaction that renames it.
list_row_renamed = signal("company.list_row_renamed")
# What uses the stage ``stage_key``, or has since ``since`` (None if unknown)? A sentence; an empty one for nothing.
finding_stage_use = signal("company.finding_stage_use")
# How many active applications are at each stage of ``stage_keys``, in the posting ``posting_id`` or in all (None)?
# A mapping from the stage's key to a number, counted up to one more than ``MAX_COUNTED``.
counting_active_applications = signal("company.counting_active_applications")
MAX_COUNTED = 1000
