"""The page Picture: what a nightly update works out for every series, cluster and forecast. Read `board.py` first."""
