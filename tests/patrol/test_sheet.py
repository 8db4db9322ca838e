import io
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pypdf
import pytest

from tests.patrol.a_day import a_stored_plan
from vigil.patrol.sheet import print_sheets, sheet_data
from vigil.patrol.stored import INVENTED

TEMPLATE = (resources.files("vigil.patrol") / "sheet.typ").read_bytes()
COPY = "7K3M-QX2P"
FONTS = Path(str(resources.files("vigil") / "web" / "static" / "vendor" / "fonts"))


def text_of(plan, rounds, fonts=None):
    pages = pypdf.PdfReader(io.BytesIO(print_sheets(plan, rounds, copy=COPY, template=TEMPLATE, fonts=fonts))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_each_unit_has_a_page_with_when_where_which_door_and_what_to_do():
    plan = a_stored_plan()
    north, south = text_of(plan, plan.rounds)
    for said in (
        "North 1",
        "Friday 15 March 2019",
        "Nūr Mosque",
        "north door, women’s entrance",
        "heightened",
        INVENTED,
    ):
        assert said in north.replace("women's", "women’s")
    assert "Be seen at the door" in north
    assert "stay where you are" in north
    assert "Copy 7K3M-QX2P · page 1" in north
    assert "Copy 7K3M-QX2P · page 2" in south
    assert "No visit is planned" in south
    assert INVENTED not in south


def test_an_area_that_the_name_says_is_not_said_again():
    plan = a_stored_plan()
    visit = replace(plan.rounds[0].visits[0], place_name="Unnamed mosque, Camden")
    (page,) = text_of(plan, (replace(plan.rounds[0], visits=(visit,)),))
    assert page.count("Camden") == 1


def test_what_looks_like_markup_stays_text():
    plan = a_stored_plan()
    visit = replace(plan.rounds[0].visits[0], place_name='#panic() *Bold* $x$ <label> \\ "')
    (page,) = text_of(plan, (replace(plan.rounds[0], visits=(visit,)),))
    assert "#panic() *Bold* $x$ <label>" in page


def test_letters_no_font_has_do_not_stop_the_print():
    plan = a_stored_plan()
    visit = replace(plan.rounds[0].visits[0], place_name="London 中華 Church \U00010c80")
    (page,) = text_of(plan, (replace(plan.rounds[0], visits=(visit,)),))
    assert "London" in page


@pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are copied by make")
def test_names_in_other_scripts_are_set_in_their_own_letters():
    plan = a_stored_plan()
    names = ("مسجد النور", "בית הכנסת", "ਗੁਰਦੁਆਰਾ ਸਾਹਿਬ", "मन्दिर")
    visits = tuple(replace(visit, place_name=name) for visit, name in zip(plan.rounds[0].visits, names, strict=True))
    content = print_sheets(plan, (replace(plan.rounds[0], visits=visits),), copy=COPY, template=TEMPLATE, fonts=FONTS)
    reader = pypdf.PdfReader(io.BytesIO(content))
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in (page["/Resources"]["/Font"] or {}).values()}
    for script in ("Arabic", "Hebrew", "Gurmukhi"):
        assert any(script in font for font in fonts), script


def test_the_same_plan_prints_the_same_bytes():
    plan = a_stored_plan()
    first = print_sheets(plan, plan.rounds, copy=COPY, template=TEMPLATE, fonts=None)
    assert first == print_sheets(plan, plan.rounds, copy=COPY, template=TEMPLATE, fonts=None)


def test_the_number_expected_is_never_shown_without_what_it_rests_on():
    plan = a_stored_plan()
    assert "about 300 expected (made up)" in text_of(plan, plan.rounds)[0]
    unknown = replace(plan.rounds[0].visits[0], people_basis="")
    (walk,) = sheet_data(plan, (replace(plan.rounds[0], visits=(unknown,)),), copy=COPY)["rounds"]
    assert walk["visits"][0]["session"].endswith("about 300 expected")


def test_a_unit_on_foot_is_said_to_walk():
    plan = a_stored_plan()
    data = sheet_data(plan, (replace(plan.rounds[0], travel="foot"), plan.rounds[1]), copy=COPY)
    assert [walk["kind"] for walk in data["rounds"]] == ["unarmed, on foot", "unarmed, by vehicle"]
    assert data["clock"] == "All times are by the clock of London."


def test_a_sheet_of_repaired_rounds_says_which_version_it_is():
    plan = a_stored_plan()
    assert "version" not in str(sheet_data(plan, plan.rounds, copy=COPY)["made"])
    repaired = replace(plan, head=replace(plan.head, round_version=3))
    assert str(sheet_data(repaired, plan.rounds, copy=COPY)["made"]).endswith(", version 3 of its rounds")
