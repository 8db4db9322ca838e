"""The picture: what the reports mean. Counts, what was expected, and whose rise it is."""
