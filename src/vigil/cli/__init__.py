"""The command line: `vigil <capability> <verb>`, and the way to start the rest. Read `main.py` first."""
