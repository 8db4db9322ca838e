"""The worship calendar: who gathers where, and when. Worship is the clock of the desk.

Session    a gathering at a place, with its windows and expected attendance    session.py
Window     a stretch in which people are arriving, gathered or leaving         session.py
OwnTime    a service as the place itself gives it; it wins                     own_time.py
Service    a gathering before anybody asks how many and through which window   service.py
Festival   a day or a run of days that a calendar names                        festival.py
Rules      what is assumed, all of it settable                                 rules.py, share.py

Read `session.py` first, then `calendar.py`, which puts a place's day together: a faith's file (`muslim.py` …) gives
services out of its calendar (`hijri.py` …) and the sun, `settle.py` puts the place's own times before them, and
`window.py` makes sessions of them.
"""
