"""The rota: who stands in a unit when, swaps between them, and units that others lend.

Steward    somebody who stands in a unit: a name, a contact, until when their training is valid       steward.py
Duty       from when until when a steward stands in which unit                                        steward.py
Swap       one steward gives a duty away, another takes it; some need somebody's consent              swap.py
Loan       from when until when a neighbouring force or partner organisation lends a unit             loan.py
Standing   from when until when a unit can be sent on a day, with how many people, and why no longer  standing.py

A name and a contact stay at the desk: a plan, its pages and its files say how many people are in a unit, never who.
"""
