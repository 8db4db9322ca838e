"""The desk: who asks, may they, at what moment, and what was done.

Actor, Role     who asks
Action          what can be asked, by whom
Office          the only door: `perform` checks the role, owns the transaction, fixes the moment
                and the random source, writes the audit line and commits
Desk            what an action is given: a connection, the moment, the actor, the random source

Read `office.py` first.
"""
