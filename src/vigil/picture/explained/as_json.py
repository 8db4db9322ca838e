"""An explained day in JSON, as other programmes read it: the keys stand in docs/look-up/picture.md."""

import json

from vigil.picture.explained.explanation import DayReading, Explanation
from vigil.picture.explained.say import say
from vigil.picture.surge import ALARM_BELOW


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
        "whose": [
            {"series": share.series, "share_of_rise": share.share_of_rise, "low": share.low, "high": share.high}
            for share in explained.whose
        ],
        "sole": explained.sole.series if explained.sole else None,
        "why_not": explained.why_not or None,
        "rest": {"observed": rest.observed if rest else None, "mean": rest.expected.mean if rest else None},
        "sentences": list(say(explained)),
    }
    return json.dumps(written, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _series(reading: DayReading) -> dict[str, object]:
    compared = reading.compared
    return {
        "series": reading.series,
        "observed": compared.observed,
        "mean": compared.expected.mean,
        "ratio": compared.ratio,
        "dispersion": compared.expected.dispersion,
        "p_poisson": compared.p_poisson,
        "p_overdispersed": compared.p_overdispersed,
        "alarm": compared.is_alarm,
        "record_since": reading.record.since_on.isoformat(),
        "is_highest_known": reading.record.is_highest_known,
        "above": list(reading.above),
    }
