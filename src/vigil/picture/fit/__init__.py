"""The fitting behind the detectors: which rows enter a fit, and the compiled loops that make it."""
