"""Posture: what we decide. Threat level, response level, triggers, and uplifts that always have an end."""
