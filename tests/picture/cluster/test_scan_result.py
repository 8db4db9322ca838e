"""What a scan found."""

from vigil.picture.cluster.scan_result import ScanCluster


def test_a_cluster_has_no_probability_until_chance_was_tried():
    cluster = ScanCluster(
        places=(3, 1),
        radius_m=850.0,
        first=4,
        last=5,
        observed=7,
        expected=2.5,
        relative_risk=3.1,
        log_likelihood_ratio=4.2,
    )
    assert (cluster.p_value, cluster.p_gumbel, cluster.recurrence_periods) == (None, None, None)
