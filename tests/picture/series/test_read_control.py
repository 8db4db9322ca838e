"""Reading the settings of a detector, by the names of R."""

import json
from dataclasses import dataclass, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.picture.ears import EarsControl, EarsMethod
from vigil.picture.farrington import FarringtonControl, PowerTransform, ThresholdMethod
from vigil.picture.series.read_control import name_in_file, read_control, read_settings


def read(settings, kind=FarringtonControl):
    return read_control(settings, "control.json", kind)


def test_an_object_of_settings_is_read():
    assert read_settings(b'\xef\xbb\xbf{"b": 5, "limit54": [5, 4]}', "control.json") == {"b": 5, "limit54": [5, 4]}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "control.json: is empty"),
        (b'{"b": 5,\n "w": }', "control.json, line 2: is not JSON: Expecting value"),
        (b"[5]", 'control.json: must be a JSON object, such as {"b": 5, "w": 3}'),
        (b'{"b": 5, "b": 4}', "control.json, field b: stands twice"),
        (b'{"b": "\xe9"}', "control.json, line 1: byte 7 is not UTF-8"),
    ],
)
def test_what_is_no_object_of_settings_is_refused(content, said):
    with pytest.raises(Unreadable) as raised:
        read_settings(content, "control.json")
    assert raised.value.says.startswith(said)


def test_names_are_rs():
    assert {name_in_file(one.name) for one in fields(FarringtonControl)} == {
        "frequency", "b", "w", "noPeriods", "pastWeeksNotIncluded", "trend", "pThresholdTrend", "reweight",
        "weightsThreshold", "alpha", "thresholdMethod", "powertrans", "limit54", "populationOffset", "range",
    }  # fmt: skip
    assert [name_in_file(one.name) for one in fields(EarsControl)] == [
        "method",
        "baseline",
        "minSigma",
        "alpha",
        "range",
    ]


def test_what_is_not_named_keeps_its_default():
    assert read({}) == FarringtonControl()
    assert read({"b": 3}) == FarringtonControl(b=3)


def test_every_kind_of_setting_is_read():
    found = read({
        "b": 4.0, "alpha": 1, "trend": False, "thresholdMethod": "nbPlugin", "powertrans": "1/2", "limit54": [0, 50],
        "pastWeeksNotIncluded": None, "range": [272, 528],
    })  # fmt: skip
    assert found == FarringtonControl(
        b=4,
        alpha=1.0,
        trend=False,
        threshold_method=ThresholdMethod.NB_PLUGIN,
        powertrans=PowerTransform.HALF,
        limit54=(0, 50),
        past_weeks_not_included=None,
        rows=(271, 527),
    )
    assert isinstance(found.alpha, float)
    assert read({"method": "C3", "alpha": None}, EarsControl) == EarsControl(method=EarsMethod.C3)


def test_a_list_of_one_is_its_one_as_rs_writers_of_json_have_it():
    found = read({"b": [3], "trend": [True], "thresholdMethod": ["muan"], "pastWeeksNotIncluded": [26]})
    assert found == FarringtonControl(b=3, threshold_method=ThresholdMethod.MUAN, past_weeks_not_included=26)
    assert read({"pastWeeksNotIncluded": {}, "range": {}}) == FarringtonControl()


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ([272, 528], (271, 527)),
        ([300], (299, 299)),
        (300, (299, 299)),
        ([5, 5], (4, 4)),
        ([7, 8, 9, 10], (6, 9)),
        ([7.0, 9.0], (6, 8)),
        (None, None),
    ],
)
def test_a_range_counts_from_one_and_holds_first_and_last(said, rows):
    assert read({"range": said}).rows == rows


@given(st.integers(1, 5000), st.integers(0, 300))
def test_a_range_may_be_written_out(first, more):
    written_out = list(range(first, first + more + 1))
    assert read({"range": written_out}).rows == (first - 1, first + more - 1)
    assert read({"range": [first, first + more]}).rows == (first - 1, first + more - 1)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"bee": 5}, "field bee: is not a setting of this method; it has: alpha, b, frequency, limit54, noPeriods"),
        ({"b": "5"}, 'field b: must be a whole number (found “"5"”)'),
        ({"b": 5.5}, "field b: must be a whole number (found “5.5”)"),
        ({"b": True}, "field b: must be a whole number (found “true”)"),
        ({"b": None}, "field b: must be a whole number (found “null”)"),
        ({"b": [1, 2]}, "field b: must be a whole number (found “[1, 2]”)"),
        ({"pastWeeksNotIncluded": "w"}, "field pastWeeksNotIncluded: must be a whole number, or null"),
        ({"alpha": "0.05"}, "field alpha: must be a number (found"),
        ({"alpha": True}, "field alpha: must be a number (found “true”)"),
        ({"alpha": float("nan")}, "field alpha: must be a number (found “NaN”)"),
        ({"alpha": float("inf")}, "field alpha: must be a number (found “Infinity”)"),
        ({"trend": 1}, "field trend: must be true or false (found “1”)"),
        ({"thresholdMethod": "Delta"}, "field thresholdMethod: must be one of: delta, nbPlugin, muan"),
        ({"powertrans": 0.5}, "field powertrans: must be one of: none, 1/2, 2/3 (found “0.5”)"),
        ({"limit54": 5}, "field limit54: must be two whole numbers, such as [5, 4] (found “5”)"),
        ({"limit54": [5, 4, 3]}, "field limit54: must be two whole numbers"),
        ({"limit54": [5, 4.5]}, "field limit54: must be two whole numbers"),
        ({"range": []}, "field range: must be the first and the last period, counted from 1"),
        ({"range": [9, 7]}, "field range: must be the first and the last period"),
        ({"range": [7, 9, 8]}, "field range: must be the first and the last period"),
        ({"range": ["1", 9]}, "field range: must be the first and the last period"),
        ({"range": [0, 9]}, "field range: periods are counted from 1 (found “[0, 9]”)"),
    ],
)
def test_what_is_no_setting_is_refused_with_what_would_be(settings, said):
    with pytest.raises(Unreadable) as raised:
        read(settings)
    assert raised.value.says.startswith(f"control.json, {said}")


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "b": st.integers(1, 9),
            "alpha": st.floats(0.001, 0.5),
            "trend": st.booleans(),
            "powertrans": st.sampled_from([one.value for one in PowerTransform]),
            "limit54": st.tuples(st.integers(0, 60), st.integers(1, 60)).map(list),
        },
    )
)
def test_what_is_written_is_read(settings):
    found = read(read_settings(json.dumps(settings).encode(), "control.json"))
    for name, value in settings.items():
        kept = getattr(found, name)
        assert (list(kept) if isinstance(kept, tuple) else kept) == value


@dataclass(frozen=True)
class Odd:
    """A control whose optional setting is a yes or no."""

    is_odd: bool | None = None


def test_a_setting_may_be_true_false_or_null():
    assert [read({"isOdd": value}, Odd).is_odd for value in (True, False, None)] == [True, False, None]
    with pytest.raises(Unreadable, match="must be true or false, or null"):
        read({"isOdd": "no"}, Odd)
