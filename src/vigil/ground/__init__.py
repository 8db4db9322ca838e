"""The ground everything stands on: points on the earth, moments, errors. Imports nothing of ours.

Read `errors.py` first: it opens with the tree of everything that can go wrong.
"""
