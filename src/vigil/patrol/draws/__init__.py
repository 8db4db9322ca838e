"""The draw: a secret seed pledged before the mixture is known, one plan drawn with it, and the proof afterwards.

Pledge     a seed nobody has seen, and the hash in the audit that binds the desk to it       pledge.py
Published  what a mixture promised: how likely each plan was, and the certificate            published.py
Proof      whether a day's draw was neither steered nor repeated, line by line               prove.py
Fairness   a year's draws against the probabilities that were published (chi-square)         fairness.py

Read `prove.py` first: it says what is checked.
"""
