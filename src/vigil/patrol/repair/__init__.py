"""Repair: new rounds for the rest of a day that is under way, when a unit drops out or what is asked changes.

RestOfDay    what is still to do from where everybody is, and what was done already    rest_of_day.py
Repaired     the whole day's rounds, repaired, and what changes                        repair.py
Difference   what is dropped, moved, taken over, new, in values and in sentences       difference.py

Read `rest_of_day.py` first, then `repair.py`. `reprice.py` does the work: every unit in turn goes where its presence is
worth most, given all the others.
"""
