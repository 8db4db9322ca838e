"""The machinery behind `vigil.picture.nowcast`."""
