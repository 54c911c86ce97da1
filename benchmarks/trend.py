"""Mann-Kendall test and Theil-Sen slope of 43 172 units over 30 years : pymannkendall, unit by unit.

    .venv/bin/python benchmarks/trend.py [units]

Series are random walks with a drift, every third one rounded so that it has ties, from a fixed seed. Ours is
`core.transmission.trend`, all series at once, with the 95 % interval of the slope besides, which the peer
does not give. pymannkendall (of `requirements/testing.txt`) takes one series at a time; it is timed on 1 000
of them and its seconds are multiplied, which is said. Both must find the same S, z and slope.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import plugin  # noqa: F401  registers the package

UNITS = 43_172
YEARS = np.arange(1990, 2020)
PEERS = 1_000


def series(count: int, seed: int = 42) -> np.ndarray:
    """Values of shape (units, years)."""
    rng = np.random.default_rng(seed)
    made = np.cumsum(rng.normal(size=(count, len(YEARS))), axis=1) + 0.05 * np.arange(len(YEARS))
    made[::3] = np.round(made[::3])
    return made


def main(count: int) -> int:
    """Time both, compare what they find, print the ratio; returns the exit status."""
    import pymannkendall

    from carbon_pollution_zoning.core.transmission import trend

    values = series(count)
    began = time.perf_counter()
    ours = trend.trends(YEARS, values)
    own = time.perf_counter() - began
    chosen = range(0, count, max(count // PEERS, 1))
    began = time.perf_counter()
    theirs = [pymannkendall.original_test(values[row]) for row in chosen]
    peer = (time.perf_counter() - began) * count / len(chosen)
    rows = list(chosen)
    for name, found, tolerance in (
        ("S", ours.s[rows] - [one.s for one in theirs], 0.0),
        ("z", ours.z[rows] - [one.z for one in theirs], 1e-9),
        ("slope", ours.slope[rows] - [one.slope for one in theirs], 1e-9),
    ):
        worst = float(np.abs(found).max())
        print(f"largest difference of {name}: {worst:.2g}")
        if worst > tolerance:
            return 1
    print(f"{count} series of {len(YEARS)} years: ours {own:.2f} s")
    print(f"pymannkendall, timed on {len(rows)} of them and multiplied: {peer:.1f} s")
    print(f"ratio: {peer / own:.1f} times as fast")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else UNITS))
