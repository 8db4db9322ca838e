"""The machinery behind `vigil.picture.impact`: what would have been without an event, and what there was beyond it."""
