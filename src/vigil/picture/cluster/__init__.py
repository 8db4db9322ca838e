"""Scan statistics: the machinery behind `vigil.picture.scan`. Read `problem.py` first."""
