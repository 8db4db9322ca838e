"""A number is shown with its denominator, as-of and source, or not at all."""

from dataclasses import fields
from datetime import date

import pytest

from vigil.picture.figure import Figure

WHOLE = {
    "of": "Islamophobic offences in February 2019",
    "value": 84.0,
    "unit": "offences a month",
    "denominator": "recorded in 33 areas together",
    "as_of": date(2019, 2, 28),
    "source": "Metropolitan Police",
}


def test_a_figure_holds_all_it_is_shown_with():
    assert Figure(**WHOLE).value == 84


@pytest.mark.parametrize("missing", [field.name for field in fields(Figure)])
def test_a_figure_cannot_be_made_without_any_of_it(missing):
    with pytest.raises(TypeError, match=missing):
        Figure(**{name: value for name, value in WHOLE.items() if name != missing})


@pytest.mark.parametrize("empty", ["of", "unit", "denominator", "source"])
def test_a_figure_with_empty_words_is_refused(empty):
    with pytest.raises(ValueError, match=f"without its {empty}"):
        Figure(**{**WHOLE, empty: " "})
