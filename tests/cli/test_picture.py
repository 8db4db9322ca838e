"""`vigil picture`."""

import json

import pytest

from tests.picture.june import as_csv, june_2017
from tests.reports import met


@pytest.fixture
def june(tmp_path):
    file = tmp_path / "june.csv"
    file.write_bytes(as_csv(june_2017()))
    return str(file)


def test_6_june_2017_is_explained_without_a_desk(vigil, june, tmp_path, monkeypatch):
    monkeypatch.setenv("VIGIL_DATABASE", f"sqlite:///{tmp_path / 'there' / 'is' / 'none.db'}")
    ran = vigil(
        "picture",
        "explain",
        june,
        "--on",
        "2017-06-06",
        "--total",
        "racist",
        "--reference",
        "Paris=2015-11-13",
        "--reference",
        "Woolwich=2013-05-22",
        "--out",
        "-",
    )
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert found["sentences"][0].startswith("6 June 2017: the whole surge is one community's: islamophobic.")
    assert [one["above"] for one in found["series"]] == [["Paris", "Woolwich"]] * 2
    assert found["source"]["name"] == "june.csv"
    assert not (tmp_path / "there").exists()


def test_the_explanation_goes_into_a_file(vigil, june, tmp_path):
    out = tmp_path / "out.json"
    ran = vigil("picture", "explain", june, "--on", "2017-06-06", "--out", str(out))
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(out.read_text())["whose"] == []


def test_counts_may_come_by_standard_input(vigil, monkeypatch):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(as_csv(june_2017()))))
    ran = vigil("picture", "explain", "-", "--on", "2017-06-06", "--out", "-")
    assert json.loads(ran.out)["source"]["name"] == "standard input"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--on", "6 June 2017"], "--on: is not a day"),
        (["--on", "2017-06-07"], "--on: june.csv holds days from 2013-05-22 to 2017-06-06"),
        (["--on", "2017-06-06", "--total", "all"], "--total: june.csv has no such series"),
        (["--on", "2017-06-06", "--reference", "Paris"], "--reference: is written as NAME=DATE"),
    ],
)
def test_bad_input_is_said(vigil, june, words, said):
    ran = vigil("picture", "explain", june, *words, "--out", "-")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_the_picture_is_shown(vigil, tmp_path):
    file = tmp_path / "met.csv"
    file.write_bytes(met.content())
    vigil("reports", "import-counts", str(file), "--source", "Metropolitan Police")
    ran = vigil("picture", "show", "--at", "2017-07-15T08:00+00:00", "--area", "barnet")
    assert ran.code == 0
    first, headline, *rest = ran.out.splitlines()
    assert first == "As known at 2017-07-15 08:00 UTC, Barnet"
    assert "June 2017" in headline
    assert any(line.startswith("Source: Metropolitan Police (met.csv)") for line in rest)


def test_a_moment_without_an_offset_is_refused(vigil):
    ran = vigil("picture", "show", "--at", "2017-07-15T08:00")
    assert ran.code == 2
    assert "offset" in ran.err
