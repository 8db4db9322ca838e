"""The independent check of a plan: everything it says, recomputed from the two files alone.

It shares no code with what makes plans: it reads the JSON of a request and of a plan itself, and works out travel,
windows, shifts, coverage, fairness, chances, the commitment and the draw anew, by the rules as they are written down.
`faults.py` is where it begins; `spot.py`, `minute.py`, `read_asked.py` and `read_told.py` read the files into
`asked.py` and `told.py`; `way.py` knows how long a way takes; `walk.py` looks at one round, `reached.py` at what
nobody can reach; `present.py` counts coverage, `figures.py` what follows from it, `chances.py` all about the draw.
"""
