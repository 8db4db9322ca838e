"""Patrol: who stands at which door and when.

Request    what a plan is asked for: places, windows with what each quarter of an hour is worth, units    request.py
Bin        about 15 minutes of a window: the thing an attacker chooses                                    request.py
Stop       one visit of a unit: which window, from when to when                                           plan.py
Round      one unit's stops in order                                                                      plan.py
Plan       one round for every unit, with what it covers and what it does not                             plan.py

Read `request.py` first, then `make.py`, which goes from a request to a plan.
"""
