"""Writing a table of minutes as CSV: `from,to,minutes`, a line for each way."""

import csv
import io

from vigil.patrol.request import Minutes


def write_times(points: tuple[str, ...], minutes: Minutes) -> str:
    """Give the CSV file of a table of minutes; ways from a point to itself are left out."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("from", "to", "minutes"))
    for begin, row in zip(points, minutes, strict=True):
        writer.writerows((begin, end, cell) for end, cell in zip(points, row, strict=True) if end != begin)
    return text.getvalue()
