"""Long work: one worker process takes jobs from the queue and performs them. Read `loop.py`."""
