"""Published counts, month by month: the latest month known at a moment, against the twelve before it.

Read `reading.py` first; `compose.py` puts the months of one source together.
"""
