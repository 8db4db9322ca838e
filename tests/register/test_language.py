from importlib.resources import files

from vigil.register.language import LANGUAGES, name_of_language
from vigil.register.read_units import read_units


def test_languages_are_called_by_their_names():
    assert [name_of_language(code) for code in ("he", "gu")] == ["Hebrew", "Gujarati"]


def test_a_language_without_a_name_keeps_its_code():
    assert name_of_language("xx") == "xx"


def test_every_language_of_the_units_we_ship_has_a_name():
    shipped = files("vigil.register").joinpath("data", "units_london_demo.csv").read_bytes()
    spoken = {code for one in read_units(shipped, "units_london_demo.csv").found for code in one.value.speaks}
    assert spoken
    assert spoken <= set(LANGUAGES)
