from datetime import date, timedelta

import pytest

from tests.web.visiting import parsed
from vigil.patrol.carry.fairness import FairnessLine, WeekShare
from vigil.web.fairness_line import draw_fairness

MONDAY = date(2019, 1, 21)
SVG = "{http://www.w3.org/2000/svg}"


def a_line(*shares: tuple[float, float] | None) -> FairnessLine:
    weeks = tuple(WeekShare(MONDAY + timedelta(weeks=n), 4, *(share or (None, None))) for n, share in enumerate(shares))
    return FairnessLine("muslim", weeks)


def test_planned_is_dashed_and_proven_full() -> None:
    drawn = parsed(draw_fairness(a_line((0.5, 0.25), (0.5, 0.5), (1.0, 1.0))))
    planned, proven = drawn.iter(f"{SVG}polyline")
    assert planned.get("class") == "threshold"
    assert proven.get("class") == "counts"
    heights = [float(point.split(",")[1]) for point in (proven.get("points") or "").split()]
    assert heights == sorted(heights, reverse=True)


def test_a_week_without_a_plan_is_a_gap_and_a_week_alone_a_dot() -> None:
    drawn = parsed(draw_fairness(a_line((0.5, 0.2), (0.4, 0.2), None, (0.3, 0.1))))
    assert len(list(drawn.iter(f"{SVG}polyline"))) == 2
    assert len(list(drawn.iter(f"{SVG}circle"))) == 2


def test_the_drawing_says_what_is_on_it() -> None:
    assert parsed(draw_fairness(a_line(None, (0.5, 0.25)))).get("aria-label") == (
        "Muslim: week of 28 Jan: 50% planned, 25% proven"
    )
    assert parsed(draw_fairness(a_line(None))).get("aria-label") == "Muslim: nothing was planned for"


def test_the_first_and_the_last_week_stand_below_the_lines() -> None:
    drawn = parsed(draw_fairness(a_line((0.5, 0.25), None, (0.5, 0.25))))
    assert [one.text for one in drawn.iter(f"{SVG}text")][-2:] == ["21 Jan", "4 Feb"]


def test_more_than_everything_stays_on_the_paper() -> None:
    drawn = parsed(draw_fairness(a_line((1.0, 1.2), (1.0, 1.2))))
    for line in drawn.iter(f"{SVG}polyline"):
        assert all(float(point.split(",")[1]) >= 0 for point in (line.get("points") or "").split())


def test_a_line_without_a_week_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="a week"):
        draw_fairness(a_line())
