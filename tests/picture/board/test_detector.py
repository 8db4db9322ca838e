"""Who judges a series: by its length, with a chance of a false alarm that is shared out."""

from datetime import timedelta

import numpy as np
import pytest

from tests.picture.board.town import AS_OF, FEBRUARY
from vigil.picture import daily, nb_cusum
from vigil.picture.board.board import PeriodKind
from vigil.picture.board.detector import AGAINST, DAY_ALPHA, Detector, DetectTask, choose, count_days_of_sum, detect
from vigil.picture.series.count_table import CountTable
from vigil.picture.series.series_break import SeriesBreak


def by_day(counts) -> CountTable:
    firsts = tuple(AS_OF - timedelta(days=len(counts) - 1 - number) for number in range(len(counts)))
    return CountTable(
        source="incidents", names=("0",), counts=np.array(counts, dtype=np.float64)[:, None], first_days=firsts
    )


def by_month(counts) -> CountTable:
    firsts = tuple(FEBRUARY.after(number - len(counts) + 1).first_on for number in range(len(counts)))
    return CountTable(
        source="police", names=("0",), counts=np.array(counts, dtype=np.float64)[:, None], first_days=firsts
    )


def a_task(detector, table, *, first_row=0, breaks=()) -> DetectTask:
    return DetectTask(detector=detector, table=table, first_row=first_row, breaks=breaks)


@pytest.mark.parametrize(
    ("period", "periods", "detector"),
    [
        (PeriodKind.DAY, 365, Detector.EARS),
        (PeriodKind.DAY, 366, Detector.DAILY),
        (PeriodKind.MONTH, 37, Detector.TWELVE_MONTHS),
        (PeriodKind.MONTH, 38, Detector.FARRINGTON),
    ],
)
def test_the_length_of_a_series_decides(period, periods, detector):
    assert choose(period, periods) is detector


def test_every_detector_has_words_and_ears_is_called_noisy():
    assert all(detector.words for detector in Detector)
    assert set(AGAINST) == set(Detector)
    assert Detector.EARS.words == "EARS C2, which is noisy"


def test_a_day_is_judged_by_the_daily_model_and_the_cusum_at_half_the_chance_each():
    table = by_day(np.random.default_rng(5).poisson(2.0, 420))
    found = detect(a_task(Detector.DAILY, table, first_row=400))
    rows = (400, 419)
    sudden = daily.detect(table, daily.DailyControl(alpha=DAY_ALPHA / 2, rows=rows))
    slow = nb_cusum.detect(table, nb_cusum.NbCusumControl(run_length_days=2 / DAY_ALPHA, rows=rows))
    assert np.array_equal(found.p_value, np.minimum(2 * np.minimum(sudden.p_value, slow.p_value), 1.0))
    assert np.array_equal(found.upper_bound, np.minimum(sudden.upper_bound, slow.upper_bound))
    assert np.array_equal(found.score, np.maximum(sudden.score, slow.score))
    assert not found.is_alarm.any()


def test_a_sudden_surge_and_a_slow_rise_are_both_alarms():
    counts = np.random.default_rng(5).poisson(2.0, 460)
    sudden, slow = counts.copy(), counts.copy()
    sudden[-1] = 25
    slow[-40:] = np.random.default_rng(6).poisson(3.6, 40)
    assert detect(a_task(Detector.DAILY, by_day(sudden), first_row=459)).is_alarm.all()
    found = detect(a_task(Detector.DAILY, by_day(slow), first_row=400))
    assert found.is_alarm.any()


def test_it_is_told_over_how_many_days_a_day_was_judged():
    counts = np.random.default_rng(5).poisson(2.0, 460)
    counts[-3:] = (9, 9, 0)
    (day_one, _both, after) = detect(a_task(Detector.DAILY, by_day(counts), first_row=457)).judged_periods[:, 0]
    assert day_one == 1
    assert after > 1
    slow = np.random.default_rng(5).poisson(2.0, 460)
    slow[-40:] = np.random.default_rng(6).poisson(3.6, 40)
    task = a_task(Detector.DAILY, by_day(slow), first_row=400)
    found, cusum = (
        detect(task),
        nb_cusum.detect(task.table, nb_cusum.NbCusumControl(run_length_days=2 / DAY_ALPHA, rows=(400, 459))),
    )
    by_sum = found.is_alarm & cusum.is_alarm
    assert found.judged_periods[by_sum].max() > 7


def test_a_sum_counts_its_days_from_nought_and_anew_after_an_alarm():
    table = by_day([0] * 366 + [4, 4, 4, 0, 0, 0])
    path = nb_cusum.detect(table, nb_cusum.NbCusumControl(rows=(364, 371)))
    days = count_days_of_sum(path)[:, 0]
    assert days[:3].tolist() == [1, 1, 1]
    after_alarm = int(np.flatnonzero(path.is_alarm[:, 0])[0]) + 1
    assert days[after_alarm] == 1


def test_the_daily_model_begins_no_earlier_than_after_a_year():
    assert detect(a_task(Detector.DAILY, by_day([1] * 370))).rows.tolist() == [365, 366, 367, 368, 369]


def test_ears_begins_after_its_four_weeks_and_says_nothing_before():
    first = detect(a_task(Detector.EARS, by_day([1] * 60), first_row=10)).rows[0]
    assert first >= 28
    assert detect(a_task(Detector.EARS, by_day([1] * 20))) is None


@pytest.mark.parametrize(("months", "years"), [(38, 3), (50, 4), (80, 5)])
def test_months_are_judged_by_three_to_five_years_before(months, years):
    counts = np.random.default_rng(3).poisson(30.0, months)
    counts[-1] = 90
    found = detect(a_task(Detector.FARRINGTON, by_month(counts)))
    assert found.rows.tolist() == list(range(12 * years + 1, months))
    assert found.is_alarm[-1, 0]


def test_a_break_tells_the_level_before_it_from_the_level_after():
    counts = np.concatenate([np.random.default_rng(3).poisson(2.0, 400), np.random.default_rng(4).poisson(8.0, 70)])
    known = SeriesBreak("0", AS_OF - timedelta(days=69), "a new form")
    late = a_task(Detector.DAILY, by_day(counts), first_row=468)
    told = a_task(Detector.DAILY, by_day(counts), first_row=468, breaks=(known,))
    assert detect(late).expected[-1, 0] < detect(told).expected[-1, 0]
    assert detect(told).expected[-1, 0] == pytest.approx(8.0, abs=1.5)
