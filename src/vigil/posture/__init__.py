"""Posture: what we decide. The hinge between what happened and where we go.

Threat level     what is announced for the whole country, by date              threat.py
Response level   how much is done: normal, heightened, exceptional             level.py
Trigger          an event that may set off hate crime                          trigger.py
Uplift           a decision to step up: whom, where, from, until, why, by whom uplift.py
Draft            what the machine proposes; a named person approves            propose.py
Place level      what holds at one place, and why                              place_level.py

An uplift always has an end. Read `uplift.py` first.
"""
