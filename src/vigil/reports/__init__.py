"""Reports: what happened, as single incidents and as counts others have published.

Incident     one thing that happened: when, where, to which community, of what kind, who says so   incident.py
CountSeries  what a publisher counted under one flag in one area, month by month                   count_series.py
Month        a calendar month                                                                      month.py

Read `count_series.py` first: it keeps the rule that flags overlap and are never added.
"""
