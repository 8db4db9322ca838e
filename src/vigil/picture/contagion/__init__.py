"""The machinery behind `vigil.picture.spread`."""
