"""The desk in a browser. Read `app.py` first; each capability's pages stand in a file of its name."""
