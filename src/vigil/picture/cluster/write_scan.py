"""The answer of a scan in JSON, as other programmes read it: the keys stand in docs/look-up/picture.md."""

import json
import math

from vigil.picture.cluster.problem import ScanKind
from vigil.picture.cluster.read_scan_places import CoordinateSystem
from vigil.picture.cluster.say_cluster import ClusterWords, say_cluster
from vigil.picture.cluster.scan_request import DAYS_A_PERIOD, ReadScan
from vigil.picture.cluster.scan_result import ScanCluster, ScanResult


def write_scan(read: ReadScan, result: ScanResult, *, cpu_s: float) -> str:
    """Give what was found as one JSON object; what is not defined is null."""
    study = read.study
    written = {
        "model": result.model,
        "kind": result.kind,
        "coordinates": read.system,
        "from": study.first_of(0) if study else None,
        "to": study.last_of(study.periods - 1) if study else None,
        "places": len(read.names),
        "periods": study.periods if study else 1,
        "cases": result.cases,
        "replications": int(result.maxima.size),
        "cylinders": result.cylinders,
        "cpu_s": round(cpu_s, 3),
        "clusters": [_cluster(cluster, read) for cluster in result.clusters],
    }
    return json.dumps(written, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _cluster(cluster: ScanCluster, read: ReadScan) -> dict[str, object]:
    study = read.study
    first, last = (study.first_of(cluster.first), study.last_of(cluster.last)) if study else ("", "")
    centre = read.names[cluster.places[0]]
    days = DAYS_A_PERIOD[study.step] if study else 1.0
    is_spatial = read.question.kind is ScanKind.SPATIAL
    words = ClusterWords(
        centre=centre,
        case="case",
        period=study.step if study else "day",
        from_day="" if is_spatial else first,
        to_day="" if is_spatial else last,
        has_metres=read.system == CoordinateSystem.GLOBE,
    )
    return {
        "places": [read.names[place] for place in cluster.places],
        "centre": centre,
        "radius_m": cluster.radius_m,
        "from": first or None,
        "to": last or None,
        "observed": cluster.observed,
        "expected": cluster.expected,
        "relative_risk": cluster.relative_risk if math.isfinite(cluster.relative_risk) else None,
        "llr": cluster.log_likelihood_ratio,
        "p": cluster.p_value,
        "p_gumbel": cluster.p_gumbel,
        "recurrence_interval_days": None if cluster.recurrence_periods is None else cluster.recurrence_periods * days,
        "sentence": say_cluster(cluster, words),
    }
