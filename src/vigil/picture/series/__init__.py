"""Counts of many series over regular periods, what a detector says of them, and the files both come in and go out by.

Read `count_table.py` and `detection.py` first: every detector takes the one and gives the other. `make_table.py` makes
a table from arrays.
"""
