import json

from tests.patrol.a_day import a_stored_plan
from vigil.patrol.stored import INVENTED
from vigil.patrol.write_geojson import write_geojson


def features_of(plan, rounds):
    return json.loads(write_geojson(plan, rounds))["features"]


def test_longitude_comes_first():
    plan = a_stored_plan()
    base, way, first, *_ = features_of(plan, plan.rounds)
    assert base["geometry"] == {"type": "Point", "coordinates": [-0.1, 51.5]}
    assert way["geometry"]["coordinates"][0] == way["geometry"]["coordinates"][-1] == [-0.1, 51.5]
    assert len(way["geometry"]["coordinates"]) == 6
    assert first["geometry"]["coordinates"] == [-0.09, 51.5]
    assert first["properties"]["place"] == "mosque"
    assert first["properties"]["note"] == INVENTED


def test_a_unit_without_visits_has_its_base_alone():
    plan = a_stored_plan()
    (base,) = features_of(plan, plan.rounds[1:])
    assert base["properties"] == {
        "unit": "south",
        "unit_name": "South 1",
        "unit_kind": "unarmed",
        "what": "base",
        "name": "Town Hall",
    }
