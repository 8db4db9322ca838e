"""Sensitivity: which visits would change, and what it would cost, if an assumption were wrong by so much.

Assumption   something a plan rests on that nobody has measured, and a request in which it is wrong     assumption.py
Variation    what one wrong assumption would change                                                     study.py

Read `assumption.py` first: it lists what is assumed.
"""
