"""An explained day in JSON, as other programmes read it: the keys stand in docs/look-up/picture.md."""

import json

from vigil.picture.explained.explanation import DayReading, Explanation
from vigil.picture.explained.say import say, say_correction
from vigil.picture.surge import ALARM_BELOW, Comparison
from vigil.picture.whose import Share


def as_json(explained: Explanation) -> str:
    """Give an explained day as one JSON object; what is not defined is null."""
    rest = explained.rest
    written = {
        "on": explained.on.isoformat(),
        "baseline": {
            "from": explained.baseline.first_on.isoformat(),
            "to": explained.baseline.last_on.isoformat(),
            "days": len(explained.baseline.days),
        },
        "source": {
            "name": explained.source,
            "last_day": explained.last_on.isoformat(),
            "alarm_below": ALARM_BELOW,
        },
        "total": explained.total or None,
        "series": [_series(reading) for reading in explained.readings],
        "whose": [{"series": share.series, **_share(share)} for share in explained.whose],
        "sole": explained.sole.series if explained.sole else None,
        "why_not": explained.why_not or None,
        "rest": {
            "observed": rest.observed if rest else None,
            "mean": rest.expected.mean if rest else None,
            **_ratio(rest),
            **_share(explained.rest_share),
        },
        "correction": say_correction(explained) or None,
        "sentences": list(say(explained)),
    }
    return json.dumps(written, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _series(reading: DayReading) -> dict[str, object]:
    compared = reading.compared
    return {
        "series": reading.series,
        "observed": compared.observed,
        "mean": compared.expected.mean,
        **_ratio(compared),
        "dispersion": compared.expected.dispersion,
        "p_poisson": compared.p_poisson,
        "p_overdispersed": compared.p_overdispersed,
        "alarm": compared.is_alarm,
        "record_since": reading.record.since_on.isoformat(),
        "is_highest_known": reading.record.is_highest_known,
        "above": list(reading.above),
    }


def _ratio(compared: Comparison | None) -> dict[str, float | None]:
    between = compared.ratio_interval if compared else None
    return {
        "ratio": compared.ratio if compared else None,
        "ratio_low": between.low if between else None,
        "ratio_high": between.high if between else None,
    }


def _share(share: Share | None) -> dict[str, float | None]:
    return {
        "share_of_rise": share.share_of_rise if share else None,
        "low": share.low if share else None,
        "high": share.high if share else None,
    }
