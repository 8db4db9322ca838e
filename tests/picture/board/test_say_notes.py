"""What a person should know before using a board."""

from tests.picture.board.town import BY_MONTH, a_known, a_tally, judged
from vigil.picture.board.say_notes import say_notes


def notes(*series, known=None, too_thin=0, studies=1):
    return tuple(say_notes(known or a_known(), series, too_thin=too_thin, studies=studies))


def test_of_nothing_it_is_said_that_there_is_nothing():
    assert notes() == ("Nothing had been reported or published by then: there is nothing to show.",)


def test_one_series_that_leaves_nothing_out_needs_no_note():
    assert notes(judged()) == ()


def test_many_series_are_said_to_be_weighed_period_by_period():
    by_day, by_month = notes(judged(), judged(), judged(name=BY_MONTH), judged(name=BY_MONTH), judged(name=BY_MONTH))
    assert by_day.startswith("2 series by day were looked at together.")
    assert "at most 1 of 50 days" in by_day
    assert by_month.startswith("3 series by month")
    assert "at most 1 of 20 months" in by_month


def test_what_is_noisy_thin_or_not_looked_for_is_said():
    noisy, thin, places = notes(judged(is_noisy=True), too_thin=12, studies=0)
    assert noisy.startswith("Of 1 series by day less than a year is known. They are judged by EARS C2, which is noisy")
    assert thin == "Left out as too thin, with fewer than one incident a month: 12 series."
    assert places.startswith("No clusters were looked for")


def test_incidents_that_do_not_say_when_they_were_reported_are_counted():
    some, late = notes(judged(), known=a_known(tallies=(a_tally(), a_tally(1, reported_on=None, count=2))))
    assert some.startswith("2 of 3 incidents do not say when they were reported")
    assert late.startswith("The latest days are judged by what was known")
    (every,) = notes(judged(), known=a_known(tallies=(a_tally(1, reported_on=None),)))
    assert every.startswith("1 of 1 incident do")
