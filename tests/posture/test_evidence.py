from datetime import date

from tests.posture.events import FRIDAY, a_trigger
from vigil.picture.expected import Expected
from vigil.picture.surge import Comparison
from vigil.posture.evidence import Evidence, EvidenceSought, gather, join, precedent_figures, say_precedents
from vigil.posture.precedent import Precedent
from vigil.register.place import Community
from vigil.reports.count_series import CountSeries, CountSource
from vigil.reports.month import Month

JUNE = Month(2017, 6)
POLICE = CountSource("Metropolitan Police", "met.csv", "Europe/London")
MARCH = Month(2019, 3)
COUNTS = {MARCH.after(-number): 90 for number in range(80)} | {JUNE: 368, Month(2019, 2): 84, MARCH: 153}
SERIES = CountSeries(POLICE.name, "islamophobic", ("Camden", "Hackney"), COUNTS)
LONDON_BRIDGE = a_trigger(id="london-bridge", name="London Bridge attack", on=date(2017, 6, 3), country="GB")


def asked() -> EvidenceSought:
    return EvidenceSought(community=Community.MUSLIM, at=FRIDAY, country="GB", earlier=(LONDON_BRIDGE,))


def a_precedent(count: int, month: Month = JUNE, name: str = "London Bridge attack") -> Precedent:
    return Precedent(a_trigger(name=name), month, Comparison(count, Expected(100.0, 2.0, 12)))


def test_the_evidence_is_the_latest_known_month_and_what_followed_earlier_events():
    found = gather(asked(), SERIES, POLICE)

    assert [(figure.of, round(figure.value, 2), figure.as_of) for figure in found.figures] == [
        ("Islamophobic offences in February 2019", 84, date(2019, 2, 28)),
        ("Islamophobic offences, mean of February 2018 to January 2019", 90, date(2019, 2, 28)),
        ("Islamophobic offences in February 2019 over the mean", 0.93, date(2019, 2, 28)),
        ("Islamophobic offences, June 2017, after London Bridge attack", 368, date(2017, 6, 30)),
    ]
    assert found.figures[3].denominator == "recorded in Camden and Hackney; mean of the 12 months before 90.0"
    assert found.said == (
        (
            "In 1 of 1 months that followed an attack, Islamophobic offences in Camden and Hackney (Metropolitan "
            "Police) were out of the ordinary: 368 in June 2017 against a mean of 90 (London Bridge attack)."
        ),
    )


def test_the_month_of_the_event_itself_is_not_known_yet():
    assert all(figure.value != 153 for figure in gather(asked(), SERIES, POLICE).figures)


def test_without_a_year_of_counts_nothing_is_claimed():
    young = CountSeries(POLICE.name, "islamophobic", ("Camden",), {Month(2019, 1): 90, Month(2019, 2): 84})
    silent = CountSeries(POLICE.name, "islamophobic", ("Camden",), {})

    assert gather(asked(), young, POLICE) == Evidence()
    assert gather(asked(), silent, POLICE) == Evidence()


def test_over_a_mean_of_nought_there_is_no_ratio():
    counts = {MARCH.after(-number): 0 for number in range(80)} | {Month(2019, 2): 4}
    found = gather(asked(), CountSeries(POLICE.name, "islamophobic", ("Camden",), counts), POLICE)

    assert [figure.value for figure in found.figures] == [4, 0]


def test_evidence_of_several_kinds_is_put_together_in_order():
    assert join((Evidence((), ("one",)), Evidence(), Evidence((), ("two",)))) == Evidence((), ("one", "two"))


def test_what_followed_names_the_highest_and_counts_the_quiet_ones_too():
    found = (a_precedent(110), a_precedent(400), a_precedent(500, Month(2013, 5), "Murder of Lee Rigby"))

    assert say_precedents(found, "Islamophobic offences in London") == (
        "In 2 of 3 months that followed an attack, Islamophobic offences in London were out of the ordinary: "
        "500 in May 2013 against a mean of 100 (Murder of Lee Rigby); "
        "400 in June 2017 against a mean of 100 (London Bridge attack)."
    )


def test_when_nothing_followed_it_says_so():
    assert say_precedents((a_precedent(110),), "offences") == (
        "In 0 of 1 months that followed an attack, offences were out of the ordinary."
    )


def test_when_nothing_is_known_it_says_nothing():
    assert say_precedents((), "offences") == ""


def test_a_figure_of_the_past_carries_what_it_is_counted_against():
    figures = precedent_figures(
        (a_precedent(110), a_precedent(400)), of="Islamophobic offences", where="Greater London", source="the police"
    )

    assert len(figures) == 1
    assert figures[0].value == 400
    assert figures[0].denominator == "recorded in Greater London; mean of the 12 months before 100.0"
    assert (figures[0].as_of, figures[0].source) == (date(2017, 6, 30), "the police")


def test_the_rise_of_a_month_after_a_silent_year_does_not_break_the_order():
    from_nothing = Precedent(a_trigger(name="First"), Month(2012, 1), Comparison(50, Expected(0.0, 1.0, 12)))

    assert "400 in June 2017" in say_precedents((from_nothing, a_precedent(400)), "offences")
