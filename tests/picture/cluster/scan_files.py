"""Files of a scan, small enough to be seen at a glance: four places in a row, three days, a few cases."""

from vigil.picture.cluster.read_scan import read_scan
from vigil.picture.cluster.scan_request import InputFile, ReadScan, ScanFiles, ScanOptions, parse_request

PLACES = "place,x,y\na,0,0\nb,1,0\nc,2,0\nd,9,0\n"
CASES = "place,date,count\na,2001-11-01,1\nb,2001-11-03,2\nd,2001-11-02,1\n"
PEOPLE = "place,population\na,100\nb,100\nc,200\nd,400\n"


def a_file(text: str, source: str = "file.csv") -> InputFile:
    """Give a file with a text in it."""
    return InputFile(content=text.encode(), source=source)


def files(*, cases: str = CASES, places: str = PLACES, population: str = "", controls: str = "") -> ScanFiles:
    """Give the files of a scan, named as on the command line; empty is as if left out."""
    return ScanFiles(
        cases=a_file(cases, "cases.csv"),
        places=a_file(places, "places.csv"),
        population=a_file(population, "population.csv") if population else None,
        controls=a_file(controls, "controls.csv") if controls else None,
    )


def read(given: ScanFiles, options: ScanOptions | None = None) -> ReadScan:
    """Read files as a prospective permutation scan, or as is said."""
    asked = options or ScanOptions(model="permutation", kind="prospective")
    return read_scan(given, parse_request(asked))
