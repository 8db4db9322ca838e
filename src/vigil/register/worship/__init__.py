"""The worship calendar: who gathers where, and when. Worship is the clock of the desk.

Session    a gathering at a place, with its windows and expected attendance    session.py
Window     a stretch in which people are arriving, gathered or leaving         session.py

Read `session.py` first, then `calendar.py`, which puts a place's day together.
"""
