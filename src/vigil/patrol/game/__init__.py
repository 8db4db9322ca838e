"""The game: the best mixture of plans against an attacker who knows the mixture, and a bound that proves how good.

Problem    a request as arrays, in an order that does not depend on names                                 problem.py
Visit      a window and the whole minute at which a visit to it begins, as one number                     problem.py
Class      units that are alike in all that matters, priced once                                          unit_class.py
Pricing    the round worth most when every bin has a price; exact                                         pricing.py

Read `problem.py` first, then `per_unit.py` (the bound), then `solve.py`, which goes from a request to a mixture.
"""
