"""Routes: which unit makes which visits, in which order, so that what they are worth together is the most.

Task     what may be visited when, by whom, for what prize, as plain arrays    task.py
Tour     everybody's walks while they are being changed                        ruin.py
Found    the best walks found                                                  search.py

A team orienteering problem with time windows. Read `task.py` first, then `search.py`.
"""
