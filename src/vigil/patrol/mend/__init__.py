"""Mending the rounds of a day under way: where everybody is, what is still to do, who does it now, what that changes.

`whereabouts.py` says where a unit is and what it has done, `remaining.py` what is left of the day, `compose.py` puts
old and new visits together, `say_changes.py` tells the difference. A mended version is proposed and takes effect when
a person accepts it; those before it stay. Read `whereabouts.py` first.
"""
