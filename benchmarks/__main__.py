"""Run every benchmark, one after the other, each in a process of its own so that none warms another up."""

import argparse
import pkgutil
import subprocess
import sys
from collections.abc import Sequence

import benchmarks


def names() -> tuple[str, ...]:
    """Give the name of every benchmark there is."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(benchmarks.__path__) if info.name != "__main__"))


def run(wanted: Sequence[str]) -> int:
    """Run the wanted benchmarks; give 1 when one of them failed."""
    failed = False
    for name in wanted:
        print(f"── {name} ──", file=sys.stderr, flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False)
        failed = failed or done.returncode != 0
    return int(failed)


def main() -> int:
    """Run all benchmarks, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run; all when none is named: {names()}")
    given = parser.parse_args().names
    unknown = sorted(set(given) - set(names()))
    if unknown:
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(names())}")
    return run(given or names())


if __name__ == "__main__":
    sys.exit(main())
