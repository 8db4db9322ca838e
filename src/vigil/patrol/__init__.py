"""Patrol: where we go. Windows and units become rounds of visits; a plan says what it leaves uncovered."""
