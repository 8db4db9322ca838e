"""Errors become a sentence and an exit code."""

import pytest

from vigil.cli.errors import say
from vigil.ground.errors import NotFound, Refused, Unreadable, Where


@pytest.mark.parametrize(
    ("problem", "code", "said"),
    [
        (Unreadable(Where("a.csv", 3, "lat"), "is not a number", "x"), 2, "a.csv, line 3, field lat: is not a number"),
        (NotFound("area", "Hackny"), 2, "There is no area “Hackny”."),
        (Refused("a-rule", "A rule says no."), 1, "A rule says no."),
        (ZeroDivisionError("sky"), 1, "nobody foresaw: ZeroDivisionError('sky')"),
    ],
)
def test_every_error_has_its_sentence_and_code(problem, code, said, capsys):
    assert say(problem) == code
    assert said in capsys.readouterr().err
