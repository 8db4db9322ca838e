import json
from typing import Any

import pytest
import shapely

from tests.register.town import square
from vigil.ground.errors import Unreadable
from vigil.register.area import Area, AreaFile, AreaKind
from vigil.register.read_areas import read_areas
from vigil.register.read_table import Reading


def read(*features: dict[str, Any], id_field: str = "code", name_field: str = "name") -> Reading[Area]:
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return read_areas(AreaFile("town.geojson", content, AreaKind.DISTRICT, id_field, name_field))


def a_feature(code: str = "N1", name: str = "Northford", geometry: Any = None) -> dict[str, Any]:
    return {"properties": {"code": code, "name": name}, "geometry": geometry or square(0, 52)}


def test_an_area_is_read():
    (one,) = read(a_feature()).found

    assert (one.value.id, one.value.name, one.value.kind) == ("N1", "Northford", AreaKind.DISTRICT)
    assert shapely.from_geojson(one.value.outline).equals(shapely.box(0, 52, 0.1, 52.1))
    assert one.value.source == "town.geojson"


def test_an_outline_that_crosses_itself_is_mended_and_that_is_said():
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}

    reading = read(a_feature(geometry=bow))

    assert reading.remarks == ("The outline of Northford crosses itself; it was mended.",)
    mended = shapely.from_geojson(reading.found[0].value.outline)
    assert mended.is_valid
    assert mended.area == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("feature", "field"),
    [
        (a_feature(code=""), "code"),
        (a_feature(name=" "), "name"),
        (a_feature(geometry={"type": "Point", "coordinates": [0, 52]}), "geometry"),
        (a_feature(geometry={"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0], [0, 0]]]}), "geometry"),
        ({"geometry": square(0, 52)}, "properties"),
        (a_feature(), "code"),
    ],
)
def test_what_is_no_area_is_set_aside(feature: dict[str, Any], field: str):
    reading = read(a_feature(), feature)

    assert len(reading.found) == 1
    assert [(one.line, one.field) for one in reading.rejected] == [(2, field)]


def test_a_property_that_no_feature_has_is_refused():
    with pytest.raises(Unreadable, match="field lad13cd: no feature has this property; the file has: code, name"):
        read(a_feature(), id_field="lad13cd")
    assert read().found == ()
