"""Impacts as JSON, as other programmes read them: the keys stand in docs/look-up/picture.md."""

import json
from collections.abc import Sequence

from vigil.picture.impacts.measured import Excess, Impact
from vigil.picture.impacts.say import say_impacts


def as_json(source: str, by_series: Sequence[Sequence[Impact]]) -> str:
    """Give the impacts of some events, series by series, as one JSON object; what is not defined is null."""
    sentences = [said for impacts in by_series for said in say_impacts(impacts)]
    written = {
        "source": source,
        "impacts": [_impact(one) for impacts in by_series for one in impacts],
        "sentences": sentences,
    }
    return json.dumps(written, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _impact(one: Impact) -> dict[str, object]:
    half_life = one.half_life
    return {
        "event": one.event.name,
        "on": one.event.on.isoformat(),
        "series": one.series,
        "period": "month" if one.is_monthly else "day",
        "history_from": one.history_from.isoformat() if one.history_from else None,
        "dispersion": one.dispersion,
        "horizons": [_excess(excess) for excess in one.horizons],
        "half_life_days": {
            "value": half_life.days,
            "low": half_life.low,
            "high": None if half_life.is_open else half_life.high,
        }
        if half_life
        else None,
        "not_measurable": one.not_measurable or None,
        "why_not": one.why_not or None,
    }


def _excess(one: Excess) -> dict[str, object]:
    return {
        "days": one.days,
        "until": one.until_on.isoformat(),
        "observed": one.observed,
        "expected": one.expected,
        "expected_low": one.expected_low,
        "expected_high": one.expected_high,
        "excess": one.excess,
        "low": one.low,
        "high": one.high,
        "ratio": one.ratio,
        "p": one.p_value,
    }
