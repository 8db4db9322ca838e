"""Numbers, days and probabilities in plain English."""

import math
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from vigil.picture.interval import Interval

ONE_IN_A_BILLION: Final = 1e-9
"""What is less likely is said to be so, and no more: nobody can tell a billion from ten of them."""


def say_day(day: date) -> str:
    """Give a day as 6 June 2017."""
    return f"{day.day} {day:%B %Y}"


def say_mean(mean: float) -> str:
    """Give a mean with as many digits as anybody uses: 0, 0.25, 38.0, 1,532."""
    if mean >= 1000 or mean == 0:
        return f"{mean:,.0f}"
    return f"{mean:.1f}" if mean >= 1 else f"{mean:.2g}"


def say_ratio(ratio: float) -> str:
    """Give a ratio as ×1.42, ×6.7 or ×35."""
    if ratio < 2:
        # Of large counts a rise too small for two digits can be out of the ordinary: it is not said to be none.
        digits = next((digits for digits in range(2, 10) if round(ratio, digits) != 1), 2)
        return f"×{ratio:.{digits}f}"
    return f"×{ratio:.1f}" if ratio < 20 else f"×{ratio:,.0f}"


def say_change(ratio: float) -> str:
    """Give a ratio as people say it: about 40 per cent more, 6.7 times as many, about as many."""
    if ratio >= 2:
        return f"{say_ratio(ratio)[1:]} times as many"
    tens = round(abs(ratio - 1) * 10) * 10
    if tens == 0:
        return "about as many"
    return f"about {tens} per cent {'more' if ratio > 1 else 'fewer'}"


def say_against(mean: float, ratio: float | None, *, a: str, between: Interval | None = None) -> str:
    """Give what a count is held against: against a mean of 3.0 a day (×6.7; 95 % between ×4.0 and ×10.4)."""
    against = f"against a mean of {say_mean(mean)} a {a}"
    if not ratio:
        return against
    if between is None:
        said = f"{say_ratio(ratio)}, {say_change(ratio)}" if ratio < 2 else say_change(ratio)
        return f"{against} ({said})"
    said = f"{say_ratio(ratio)}, {say_change(ratio)}" if ratio < 2 else say_ratio(ratio)
    return f"{against} ({said}; 95 % between {say_ratio(between.low)} and {say_ratio(between.high)})"


def say_chance(p: float) -> str:
    """Give a probability as about 4 in 100 or about 8 in 10^11."""
    if p < 1e-300:
        return "less than 1 in 10^300"
    zeros = math.ceil(-math.log10(p))
    events = round(p * 10**zeros)
    if events == 10:
        events, zeros = 1, zeros - 1
    if zeros == 0:
        return "nearly always"
    return f"about {events} in {10**zeros:,}" if zeros <= 6 else f"about {events} in 10^{zeros}"


def say_chance_plainly(p: float) -> str:
    """Give a probability for pages, without powers of ten: about 4 in 100,000, or less than 1 in a billion."""
    if p < ONE_IN_A_BILLION:
        return "less than 1 in a billion"
    return re.sub(r"10\^(\d+)", lambda found: f"{10 ** int(found[1]):,}", say_chance(p))


def say_number(number: int, of: str) -> str:
    """Give how many there are of something: 1 day, 1,200 days."""
    return f"{number:,} {of}{'' if number == 1 else 's'}"


def say_list(words: Sequence[str]) -> str:
    """Give words in a row: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
