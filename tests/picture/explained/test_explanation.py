"""What is so about a day, as a value."""

import dataclasses

import pytest

from tests.picture.june import JUNE_6, RACIST, counts_of, june_2017
from vigil.picture.explained.explain import DayQuestion, explain


def test_an_explanation_cannot_be_changed_afterwards():
    found = explain(counts_of(june_2017()), DayQuestion(JUNE_6, RACIST))
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.sole = "someone else"
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.readings[0].series = "another"
