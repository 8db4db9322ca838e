"""Carrying a plan: what a unit takes along on a phone, what it sends back, and what that proves.

A **link** is made by the desk for one unit of one plan and opened once; the phone that opens it is a **carrier**, which
sees that unit's round and nothing else. What was done comes back as **events**. An event is kept once, with the phone's
time and the desk's. `step.py` says what events make of a visit, `presence.py` what they prove. Read `event.py` first.
"""
