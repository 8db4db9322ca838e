"""Our own small scripts, which make runs: `python -m tools.NAME`."""
