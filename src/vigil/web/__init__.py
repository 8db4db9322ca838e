"""The desk in a browser: pages, forms, the map and the exports.

app        puts it together                                     app.py
who asks   the session cookie, and forms that are really ours    session.py, security.py
pages      one file per capability, named after it; templates/<capability>/
drawing    values in, SVG out: the day's band, rounds, the map   svg.py, day_band.py, sketch.py, plot.py, qr_code.py
forms      read once; shown again with what was wrong in them    forms.py, again.py
words      moments, days and numbers as people say them          wording.py

Read `app.py` first, then `session.py`, then any page: `places.py` is the plainest.
"""
