"""The picture in sentences."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.reports import met
from tests.reports.met import FEBRUARY, SOURCE, monthly
from vigil.picture.monthly.join import JoinedFlag
from vigil.picture.monthly.reading import read_month
from vigil.picture.monthly.say import say_basis, say_correction, say_headline, say_reading
from vigil.picture.monthly.whose import find_month_whose
from vigil.reports.month import Month

LONDON = met.london()
JUNE = Month(2017, 6)
FRIDAY = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)


def said(narrow, wide=None, month=FEBRUARY):
    return say_reading(read_month(narrow, month), find_month_whose(narrow, wide, month))


def test_a_surge_is_the_headline():
    readings = [read_month(LONDON[flag], JUNE) for flag in ("antisemitic", "faith", "islamophobic")]
    assert say_headline(readings) == (
        "A surge in June 2017, the latest month known, in 33 areas together: faith 441 against a mean of 175.8 a month "
        "(2.5 times as many) and Islamophobic 368 against a mean of 106.2 a month (3.5 times as many)."
    )


def test_so_is_its_absence():
    assert say_headline([read_month(LONDON["islamophobic"], FEBRUARY)]) == (
        "Nothing is alarming in February 2019, the latest month known, in 33 areas together."
    )
    assert say_headline([]) == "No month is known yet that can be held against the twelve before it."


def test_a_rise_that_is_one_communitys_is_said_to_be():
    assert said(LONDON["islamophobic"], LONDON["faith"], JUNE) == (
        "Islamophobic, June 2017: 368 against a mean of 106.2 a month (×3.5; 95 % between ×2.9 and ×4.1); an alarm "
        "(chance less than 1 in a billion); the highest since counting begins in April 2010. The rise is one "
        "community's; all other faith offences: 73 against a mean of 69.6 a month (×1.05, about as many; 95 % between "
        "×0.81 and ×1.34). "
        "Of the rise in faith, 99% is theirs (95 % between 90% and 106%)."
    )


def test_no_rise_is_said_shortly():
    assert said(LONDON["islamophobic"], LONDON["faith"]) == (
        "Islamophobic, February 2019: 84 against a mean of 104.8 a month (×0.80, about 20 per cent fewer; 95 % "
        "between ×0.60 and ×1.06); no rise."
    )


def test_a_flag_of_nobody_in_particular_has_no_whose():
    assert said(LONDON["faith"], LONDON["racist_and_religious"], JUNE).endswith("counting begins in April 2010.")


def test_an_ordinary_rise_is_called_ordinary():
    assert said(LONDON["antisemitic"], LONDON["faith"]) == (
        "Antisemitic, February 2019: 59 against a mean of 47.5 a month (×1.24, about 20 per cent more; 95 % between "
        "×0.92 and ×1.65); not alarming (chance about 2 in 10); the highest since October 2018."
    )


def test_a_rise_that_cannot_be_told_apart_says_why():
    assert said(monthly([3] * 12 + [40])).endswith(
        "Whether the rise is one community's cannot be told: no published flag holds this one whole, and flags that "
        "overlap say nothing of each other."
    )


def test_a_rise_that_others_share_is_set_beside_theirs():
    assert said(monthly([3] * 12 + [40]), monthly([10] * 12 + [90], flag="faith")).endswith(
        "For comparison, all other faith offences: 50 against a mean of 7.0 a month (×7.1; 95 % between ×5.0 and "
        "×10.2)."
    )


def test_a_rise_beside_an_ordinary_one_is_not_the_whole():
    assert "The rise is one community's; all other faith" in said(
        monthly([3] * 12 + [20]), monthly([10] * 12 + [31], flag="faith")
    )


def test_the_whole_of_a_rise_is_one_communitys_where_the_others_fell():
    assert "The whole rise is one community's" in said(
        monthly([3] * 12 + [20]), monthly([40] * 12 + [55], flag="faith")
    )


def test_a_month_lower_than_the_one_before_is_no_record():
    assert "not as high as the month before" in said(monthly([3] * 11 + [30, 20]))


def test_a_wider_flag_is_corrected_by_the_one_inside_it():
    faith, islamophobic = LONDON["faith"], LONDON["islamophobic"]
    whose = find_month_whose(islamophobic, faith, JUNE)
    assert say_correction(read_month(islamophobic, JUNE), whose, read_month(faith, JUNE)) == (
        "“Faith offences: 2.5 times as many” misleads: Faith offences without Islamophobic offences is 73 against a "
        "mean of 69.6 (×1.05), no more than chance explains. The surge is Islamophobic offences, 368 against a mean of "
        "106.2 (×3.5)."
    )


def test_nothing_is_corrected_where_the_flags_do_not_contradict_each_other():
    faith, islamophobic = LONDON["faith"], LONDON["islamophobic"]
    whose = find_month_whose(islamophobic, faith, JUNE)
    assert not say_correction(read_month(islamophobic, JUNE), whose, None)
    assert not say_correction(read_month(islamophobic, JUNE), whose, read_month(faith, FEBRUARY))
    quiet = find_month_whose(islamophobic, faith, FEBRUARY)
    assert not say_correction(read_month(islamophobic, FEBRUARY), quiet, read_month(faith, FEBRUARY))


def test_a_share_is_not_said_where_the_others_fell_by_most_of_the_rise():
    told = said(monthly([3] * 12 + [40]), monthly([60] * 12 + [72], flag="faith"))
    assert "of the rise in faith" not in told.lower()
    assert "is theirs" in said(monthly([3] * 12 + [20]), monthly([40] * 12 + [55], flag="faith"))


def test_the_basis_says_source_as_of_delay_and_that_flags_are_never_added():
    source, means, flags = say_basis(SOURCE, [read_month(LONDON["faith"], FEBRUARY)], (), FRIDAY)
    assert source == (
        "Source: Metropolitan Police (met_hate_crime_monthly.csv), offences recorded, as of 28 February 2019. "
        "How long after a month's end the counts were to be had is not known: less may have been known then."
    )
    assert "12 months before" in means
    assert "flags are never added" in flags


def test_a_known_delay_is_said():
    said_of = say_basis(replace(SOURCE, delay_days=30), [read_month(LONDON["faith"], FEBRUARY)], (), FRIDAY)
    assert said_of[0].endswith("The publisher's delay of 30 days is allowed for.")


def test_old_counts_are_said_to_be_old():
    late = datetime(2026, 11, 22, tzinfo=UTC)
    assert say_basis(SOURCE, [read_month(LONDON["faith"], Month(2021, 5))], (), late)[-1] == (
        "The latest month known lies 66 months back: of what came since, this says nothing."
    )


def test_a_source_that_says_nothing_yet_is_named():
    assert say_basis(SOURCE, [], (), FRIDAY) == (
        "Metropolitan Police: no month that was over has all of the 12 months before it.",
    )


def test_a_rise_within_a_wider_flag_that_fell_is_not_its_whole():
    assert "The rise is one community's" in said(monthly([3] * 12 + [20]), monthly([40] * 12 + [35], flag="faith"))


def test_what_is_left_out_is_named():
    readings = [read_month(LONDON["faith"], FEBRUARY)]
    joined = (
        JoinedFlag("faith", LONDON["faith"], FEBRUARY),
        JoinedFlag("islamophobic", LONDON["islamophobic"], FEBRUARY, ("Barnet", "Camden")),
        JoinedFlag("antisemitic", LONDON["antisemitic"], FEBRUARY, ("Barnet", "Camden")),
        JoinedFlag("homophobic", left_out=("Barnet",)),
    )
    assert say_basis(SOURCE, readings, joined, FRIDAY)[:2] == (
        "Not shown, because no area has the latest month and all of the 12 before it: homophobic.",
        "Left out of Islamophobic and antisemitic, because months of them are missing: Barnet, Camden.",
    )


def test_each_flag_is_credited_to_its_own_files():
    faith, islamophobic = (read_month(LONDON[flag], FEBRUARY) for flag in ("faith", "islamophobic"))
    readings = [replace(faith, files=("met.csv",)), replace(islamophobic, files=("lc.csv", "met.csv"))]
    assert "(faith: met.csv; Islamophobic: lc.csv and met.csv), offences" in say_basis(SOURCE, readings, (), FRIDAY)[0]
    unknown = [replace(faith, files=())]
    assert "(met_hate_crime_monthly.csv), offences" in say_basis(SOURCE, unknown, (), FRIDAY)[0]
