from tests.patrol.draws.a_mixture import a_mixture
from vigil.patrol.draws.published import publish


def test_what_is_published_is_what_the_mixture_says():
    mixture = a_mixture()
    published = publish(mixture, "f" * 64)
    assert published.probabilities == (0.75, 0.25)
    assert published.most_likely == mixture.most_likely == 0.75
    assert published.content_hash == "f" * 64
    for name in ("drawn", "bound", "gap", "gap_of_range", "tail_value", "entropy_bits", "columns", "stopped"):
        assert getattr(published, name) == getattr(mixture, name)
    for name in ("value", "objective", "max_value", "floors"):
        assert getattr(published, name) == getattr(mixture.measures, name)
    assert (published.floor_costs, published.baselines) == (mixture.floor_costs, mixture.baselines)
