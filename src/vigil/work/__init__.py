"""Long work: one worker process takes jobs from the queue and performs them, and asks by itself for what is due.

Read `loop.py`, then `schedule.py`. Where heavy parts run stands in `executors.py`.
"""
