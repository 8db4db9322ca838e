"""Numbered schema changes, run by Alembic in order: `vigil upgrade`."""
