"""Reading places out of whatever file holds them, told apart by how its name ends."""

from vigil.ground.errors import Unreadable, Where
from vigil.register.place import Place
from vigil.register.read_geojson import read_geojson_places
from vigil.register.read_osm import read_osm_places
from vigil.register.read_places import PlaceFile, read_places
from vigil.register.read_table import Reading


def read_place_file(file: PlaceFile) -> Reading[Place]:
    """Read the places of a file.

    Raises
    ------
    Unreadable : it is of none of the kinds known, or not what its name says
    """
    name = file.name.casefold()
    if name.endswith(".csv"):
        return read_places(file.content, file.name, time_zone=file.time_zone)
    if name.endswith((".geojson", ".json")):
        return read_geojson_places(file.content, file.name, time_zone=file.time_zone)
    if name.endswith(".pbf"):
        return read_osm_places(file.content, file.name, time_zone=file.time_zone)
    raise Unreadable(Where(file.name), "ends in neither .csv nor .geojson nor .osm.pbf, so its kind is not known")
