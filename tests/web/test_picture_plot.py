from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tests.web import boards
from tests.web.visiting import parsed
from vigil.picture.board.board import BoardPoint, BoardSeries, PeriodKind
from vigil.picture.series.series_break import SeriesBreak
from vigil.web.picture_plot import (
    LARGE,
    DatedLine,
    Plotted,
    draw_series,
    end_of,
    name_events,
    plot_of,
    plot_parts,
    say_period_short,
    say_plot,
    signs_of,
)

SVG = "{http://www.w3.org/2000/svg}"
DAILY = boards.a_name(source=boards.LINE, period=PeriodKind.DAY, flag="muslim")
MONTHLY = boards.a_series(boards.a_name(), boards.months(last=212))


def plotted(series: BoardSeries, *events: DatedLine, periods: int = 48) -> Plotted:
    found = plot_of(series, events, periods=periods)
    assert found is not None
    return found


def drawn(series: BoardSeries, *events: DatedLine, periods: int = 48) -> ET.Element:
    return parsed(draw_series(plotted(series, *events, periods=periods)))


def words(tree: ET.Element, of: str = "") -> list[str]:
    return ["".join(text.itertext()) for text in tree.findall(f"{SVG}text") if of in text.get("class", "")]


def shapes(tree: ET.Element, kind: str) -> list[ET.Element]:
    return [one for one in tree if one.get("class") == kind]


def test_what_falls_outside_the_periods_shown_is_no_line() -> None:
    broken = replace(MONTHLY, breaks=(SeriesBreak("islamophobic", date(2018, 4, 1), "a new form"),))
    events = [DatedLine("A", date(2017, 1, 1), "long before"), DatedLine("B", date(2019, 2, 28), "on the last day")]
    found = plotted(broken, *events, periods=12)
    assert len(found.points) == 12
    assert [(line.sign, line.is_break) for line in found.lines] == [("1", True), ("B", False)]


def test_a_series_without_a_period_has_no_plot() -> None:
    assert plot_of(replace(MONTHLY, points=()), [], periods=12) is None


def test_events_are_named_oldest_first_and_after_z_comes_aa() -> None:
    events = [(date(2018, 1, 1 + number), "event") for number in range(28)]
    named = name_events([*reversed(events), events[0]])
    assert [one.sign for one in named[:3]] == ["A", "B", "C"]
    assert [one.sign for one in named[-3:]] == ["Z", "AA", "BB"]


def test_periods_end_with_the_next_ones_beginning() -> None:
    assert end_of(date(2019, 3, 12), PeriodKind.DAY) == date(2019, 3, 13)
    assert end_of(date(2018, 12, 1), PeriodKind.MONTH) == date(2019, 1, 1)
    assert say_period_short(date(2019, 3, 12), PeriodKind.DAY) == "12 Mar 2019"
    assert say_period_short(date(2019, 3, 1), PeriodKind.MONTH) == "March 2019"


def test_the_band_lies_lowest_and_alarms_lie_highest() -> None:
    tree = drawn(MONTHLY)
    kinds = [one.get("class") for one in tree]
    assert kinds[0] == "expected"
    assert kinds.index("threshold") < kinds.index("counts") < kinds.index("outside")
    assert len(shapes(tree, "outside")) == 2
    assert words(tree, "strong") == ["alarm", "alarm"]
    assert words(tree, "end")[-1] == "February 2019"
    (title,) = shapes(tree, "outside")[0].findall(f"{SVG}title")
    assert title.text is not None
    assert title.text.startswith("February 2019: 212 counted; about 100 expected")


def test_a_limit_that_the_days_before_push_into_the_usual_is_not_drawn() -> None:
    *earlier, last = boards.days(last=2)
    series = boards.a_series(boards.a_name(), (*earlier, replace(last, alarm_above=0.0)))
    plotted = plot_of(series, (), periods=20)
    assert plotted is not None
    (line,) = shapes(parsed(draw_series(plotted)), "threshold")
    assert len(line.attrib["points"].split()) == 19


def test_what_was_not_judged_has_neither_band_nor_threshold() -> None:
    bare = [BoardPoint(on=one.on, observed=one.observed) for one in MONTHLY.points[:24]]
    tree = drawn(replace(MONTHLY, points=(*bare, *MONTHLY.points[24:])))
    (band,) = shapes(tree, "expected")
    assert len((band.get("points") or "").split()) == 48
    half = drawn(replace(MONTHLY, points=(*MONTHLY.points[:10], *bare[10:20], *MONTHLY.points[20:])))
    assert len(shapes(half, "threshold")) == 2


def test_days_still_coming_in_have_a_bar_and_a_diamond() -> None:
    series = boards.a_series(DAILY, boards.days(last=3))
    marks = shapes(drawn(series), "likely")
    assert (len(marks), len(shapes(drawn(series), "likely at"))) == (3, 3)
    *earlier, last = series.points
    alone = replace(series, points=(*earlier, replace(last, likely_low=None, likely_high=None)))
    assert len(shapes(drawn(alone), "likely")) == 2
    settled = replace(series, points=(*earlier, replace(last, likely=3.0, likely_low=3.0, likely_high=3.0)))
    assert len(shapes(drawn(settled), "likely at")) == 2


def test_an_alarm_at_an_edge_has_its_word_beside_it() -> None:
    first, *between, last = MONTHLY.points
    quiet = [replace(one, observed=90, is_alarm=False) for one in between]
    series = replace(MONTHLY, points=(replace(first, observed=300, is_alarm=True), *quiet, last))
    at = [float(text.get("x", "")) for text in drawn(series).findall(f"{SVG}text") if text.text == "alarm"]
    assert at == [330 - 28, 34 + 28]


def test_words_of_alarms_never_overlap() -> None:
    series = replace(MONTHLY, points=tuple(replace(one, is_alarm=True) for one in MONTHLY.points))
    tree = drawn(series)
    at = sorted(float(text.get("x", "")) for text in tree.findall(f"{SVG}text") if text.text == "alarm")
    assert len(shapes(tree, "outside")) == 48
    assert all(after - before >= 40 for before, after in pairwise(at))


def test_signs_that_would_touch_are_told_together_and_breaks_stand_apart() -> None:
    broken = replace(MONTHLY, breaks=(SeriesBreak("islamophobic", date(2017, 6, 1), "a <new> form"),))
    events = name_events([(date(2017, 5, 22), "one"), (date(2017, 6, 3), "two"), (date(2018, 6, 3), "three")])
    tree = drawn(broken, *events)
    assert words(tree, "strong")[:4] == ["1", "A–B", "C", "alarm"]
    assert len(shapes(tree, "event")) == 3
    (line,) = shapes(tree, "break")
    assert [title.text for title in line] == ["1: a <new> form"]
    assert signs_of(events[:1]) == "A"


def test_a_limit_far_above_all_counts_is_cut_off() -> None:
    *earlier, last = boards.months(last=96)
    series = boards.a_series(boards.a_name(), (*earlier, replace(last, alarm_above=90_000.0)))
    assert "1,500" in words(drawn(series), "end")


def test_a_single_period_of_nothing_can_be_drawn() -> None:
    series = replace(MONTHLY, points=(BoardPoint(on=date(2019, 2, 1), observed=0),))
    assert words(drawn(series)) == ["0", "1", "February 2019"]


def test_a_plot_is_said_in_a_sentence() -> None:
    said = say_plot(plotted(MONTHLY))
    assert said.startswith("48 months from March 2015. Lastly, February 2019: 212 counted;")
    assert said.endswith("Alarms: June 2017 and February 2019.")
    quiet = boards.a_series(DAILY, boards.days(last=3))
    assert say_plot(plotted(quiet, periods=1)).startswith("1 day from Tuesday 12 March 2019.")
    assert say_plot(plotted(quiet)).endswith("No alarm.")


@given(counts=st.lists(st.integers(0, 5000), min_size=1, max_size=40), data=st.data())
def test_everything_is_drawn_inside_the_picture(counts: list[int], data: st.DataObject) -> None:
    points = tuple(
        replace(point, observed=count, is_alarm=data.draw(st.booleans()))
        for point, count in zip(boards.months(last=3), counts, strict=False)
    )
    found = plotted(replace(MONTHLY, points=points), DatedLine("A", points[-1].on.replace(day=28), "late in it"))
    tree = parsed("<svg xmlns='http://www.w3.org/2000/svg'>" + "".join(plot_parts(found, size=LARGE)) + "</svg>")
    for line in tree.iter(f"{SVG}polyline"):
        for pair in (line.get("points") or "").split():
            x, y = map(float, pair.split(","))
            assert (0 <= x <= LARGE.width, LARGE.top <= y <= LARGE.height) == (True, True)
    for text in tree.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", "")) <= LARGE.width
