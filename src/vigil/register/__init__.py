"""The register: the places we guard, their people, their hours of worship.

Place      a building or room where a community gathers        place.py
Unit       who can be sent, from where, in which hours         unit.py
Area       a borough or a police force's ground, with outline  area.py
Session    a gathering at a place on a day, with its windows   worship/session.py

Read `place.py` first, then `actions.py`: reading files stands in `read_….py`, each by itself.
"""
