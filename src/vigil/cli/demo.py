"""`vigil demo`."""


def demo() -> None:
    """Run the main job on real data."""
