"""One day of daily counts in words: `vigil picture explain`. Read `explain.py` first."""
