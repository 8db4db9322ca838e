"""Spread in JSON, as other programmes read it: the keys stand in docs/look-up/picture.md."""

import json
from dataclasses import asdict
from datetime import date

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.contagion.day_events import DayEvents
from vigil.picture.contagion.found import FittedSeries, ForecastRecord, Shock, Spread
from vigil.picture.contagion.say import say
from vigil.picture.contagion.study import SpreadStudy


def as_json(study: SpreadStudy) -> str:
    """Give everything as one JSON object; what is not defined is null."""
    events, spread = study.events, study.spread
    fitted = spread.settled.events if spread.settled else events
    written = {
        "source": _source(events, fitted),
        "series": list(spread.names),
        "too_thin": [{"series": name, "events": _many(events, name)} for name in spread.too_thin],
        "branching": [{**asdict(one), "shown": one.children > 0} for one in spread.effects],
        "matrix": _matrix(spread),
        "spectral_radius": spread.spectral_radius,
        "half_life_days": spread.half_life_days,
        "triggers": [_shock(one) for one in spread.shocks],
        "forecast": [asdict(one) for one in study.forecasts],
        "record": [_record(one) for one in study.records],
        "residuals": [{"series": one.name, **asdict(one.check)} for one in spread.series],
        "baseline": {
            "days": [fitted.label(day) for day in range(fitted.days)] if spread.settled else [],
            "series": [_series(one) for one in spread.series],
        },
        "sentences": list(say(spread, study.forecasts, study.records)),
    }
    return json.dumps(written, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _source(events: DayEvents, fitted: DayEvents) -> dict[str, object]:
    return {
        "name": events.source,
        "first_day": events.label(0),
        "last_day": events.label(events.days - 1),
        "fitted_from": fitted.label(0),
        "events": int(np.nansum(events.counts)),
        "bins_per_day": events.counts.shape[1],
    }


def _many(events: DayEvents, name: str) -> int:
    return int(np.nansum(events.counts[:, :, events.names.index(name)]))


def _matrix(spread: Spread) -> dict[str, object]:
    """Give children and limits as matrices: a row for each target, a column for each source."""
    known = {(one.target, one.source): one for one in spread.effects}
    filled = {
        field: [
            [getattr(known[target, source], field) if (target, source) in known else 0.0 for source in spread.names]
            for target in spread.names
        ]
        for field in ("children", "low", "high")
    }
    return {"rows": "target", "columns": "source", "series": list(spread.names), **filled}


def _shock(one: Shock) -> dict[str, object]:
    return {**asdict(one), "on": one.on.isoformat() if isinstance(one.on, date) else one.on}


def _record(one: ForecastRecord) -> dict[str, object]:
    known = one.forecasts > 0
    return {**asdict(one), "coverage": one.coverage if known else None, "ratio": one.ratio if known else None}


def _series(one: FittedSeries) -> dict[str, object]:
    return {
        "series": one.name,
        "baseline": _rounded(one.baseline),
        "from_shocks": _rounded(one.from_shocks),
        "from_events": _rounded(one.from_events),
        "day_size": one.size,
        "level_step": one.level_step,
    }


def _rounded(values: FloatArray) -> list[float]:
    return [round(float(value), 4) for value in values]
