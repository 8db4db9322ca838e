"""Vigil: the operations desk for protecting places of worship and the communities around them.

Read `catalogue.py` first: it lists everything the desk can do and who may do it.
"""
