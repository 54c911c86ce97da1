"""Twenty targets down a random tree of 43 172 units: in closed form for all parents at once, and by HiGHS.

    .venv/bin/python benchmarks/cascade.py [indicators]

The tree: one nation, 31 provinces, 340 cities, 2 800 counties, 40 000 townships. Every child stays within
15 % of its base share; ceilings and floors by turns, each level with its own method and reserve, rounded to
whole units. The closed form is `core.transmission.cascade`. The other route asks HiGHS
(`scipy.optimize.linprog`) for every parent, one after the other: least sum of distances from the quotas of
the method, with the same sum and bounds, and after it `scipy.optimize.milp` for whole units. A program of
distances has many equal optima, so not the quotas of both are compared but their distances from the method,
among the provinces, whose parent both have in common. HiGHS is timed on one indicator and its seconds are
multiplied, which is said.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import plugin  # noqa: F401  registers the package

COUNTS = (1, 31, 340, 2_800, 40_000)
METHODS = ("grandfathering", "per_capita", "per_gdp", "ability")
RESERVES = (0.02, 0.03, 0.02, 0.0)
BAND = 0.15


def tree(seed: int = 42) -> tuple[list[str], list[str]]:
    """Codes and parents, level by level; every parent has a child."""
    rng = np.random.default_rng(seed)
    codes, parents, above = ["0"], [""], ["0"]
    for level, count in enumerate(COUNTS[1:], start=1):
        chosen = np.concatenate([np.arange(len(above)), rng.integers(0, len(above), count - len(above))])
        own = [f"{level}{number:05d}" for number in range(count)]
        codes += own
        parents += [above[at] for at in chosen.tolist()]
        above = own
    return codes, parents


def columns_of(arranged, rng) -> dict[str, np.ndarray]:
    """Random amounts of the townships, summed up for all above."""
    from carbon_pollution_zoning.core.transmission.cascade import filled

    lowest = arranged.depth == arranged.steps
    made = {}
    for name in ("base", "population", "gdp"):
        values = np.where(lowest, rng.lognormal(8, 1, len(lowest)), np.nan)
        made[name] = filled(values, arranged)[0]
    return made


def steps_of(direction: str):
    from carbon_pollution_zoning.core.transmission.distribution import Rules

    return [
        Rules(method, direction, reserve, rounding=1.0, band=BAND)
        for method, reserve in zip(METHODS, RESERVES)
    ]


def by_highs(arranged, total: float, columns: dict, steps) -> tuple[np.ndarray, float, float]:
    """(values, distance of the provinces from their method, seconds) by two programs for every parent."""
    from carbon_pollution_zoning.core.transmission.methods import Family, free_quotas

    begin, distance = time.perf_counter(), 0.0
    value = np.full(len(arranged.codes), np.nan)
    value[arranged.top] = total
    for depth, rules in enumerate(steps, start=1):
        for parent in np.unique(arranged.parent[arranged.depth == depth]).tolist():
            own = np.flatnonzero(arranged.parent == parent)
            data = {name: column[own] for name, column in columns.items()}
            floor = rules.direction == "floor"
            aim = value[parent] * (1 + rules.reserve if floor else 1 - rules.reserve)
            aim = np.ceil(aim - 1e-9) if floor else np.floor(aim + 1e-9)
            wanted = free_quotas(rules.method, Family(aim, data), rules.settings)
            share = aim * data["base"] / data["base"].sum()
            low, high = np.ceil(share * (1 - BAND) - 1e-9), np.floor(share * (1 + BAND) + 1e-9)
            value[own] = whole_program(wanted, aim, low, high)
            distance += float(np.abs(value[own] - wanted).sum()) if depth == 1 else 0.0
    return value, distance, time.perf_counter() - begin


def whole_program(wanted, aim, low, high) -> np.ndarray:
    """Whole quotas nearest to *wanted*: a linear program first, whole numbers around its solution then."""
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp
    from scipy.sparse import eye, hstack, vstack

    n = len(wanted)
    one, bounds = eye(n), Bounds(np.r_[low, np.zeros(n)], np.r_[high, np.full(n, np.inf)])
    limits = vstack([hstack([one, -one]), hstack([-one, -one])]).tocsr()
    right = np.r_[wanted, -wanted]
    sums = np.r_[np.ones(n), np.zeros(n)][None, :]
    cost = np.r_[np.zeros(n), np.ones(n)]
    pairs = list(zip(bounds.lb, bounds.ub))
    solved = linprog(cost, limits, right, sums, [aim], pairs, method="highs")
    if solved.x is None:
        raise RuntimeError(solved.message)
    kinds = np.r_[np.ones(n), np.zeros(n)]
    rules = [LinearConstraint(limits, -np.inf, right), LinearConstraint(sums, aim, aim)]
    whole = milp(cost, integrality=kinds, bounds=bounds, constraints=rules)
    if whole.x is None:
        raise RuntimeError(whole.message)
    return np.rint(whole.x[:n])


def distance_of_provinces(arranged, columns: dict, rules, made) -> float:
    from carbon_pollution_zoning.core.transmission.methods import Family, free_quotas

    own = np.flatnonzero(arranged.depth == 1)
    family = Family(float(made.aim[0]), {name: column[own] for name, column in columns.items()})
    return float(np.abs(made.value[own] - free_quotas(rules.method, family, rules.settings)).sum())


def main(indicators: int) -> None:
    from carbon_pollution_zoning.core.transmission.cascade import cascade, levels

    begin = time.perf_counter()
    arranged = levels(*tree())
    print(f"{len(arranged.codes)} units arranged in {time.perf_counter() - begin:.2f} s")
    rng = np.random.default_rng(7)
    inputs = [columns_of(arranged, rng) for _ in range(indicators)]
    seconds, first = 0.0, None
    for number, columns in enumerate(inputs):
        steps = steps_of("floor" if number % 2 else "ceiling")
        total = np.round(columns["base"][arranged.top] * (1.02 if number % 2 else 0.9))
        begin = time.perf_counter()
        made = cascade(arranged, total, columns, steps)
        seconds += time.perf_counter() - begin
        if not made.kept.all():
            raise RuntimeError("a closure is broken")
        first = first or (total, columns, steps, made)
    print(f"{indicators} indicators in closed form: {seconds:.2f} s")
    total, columns, steps, made = first
    _, least, solved = by_highs(arranged, total, columns, steps)
    ours = distance_of_provinces(arranged, columns, steps[0], made)
    print(f"distance of the provinces from their method: closed form {ours:.0f}, HiGHS {least:.0f}")
    print(f"1 indicator by HiGHS: {solved:.1f} s, {indicators} would be {indicators * solved:.0f} s")
    print(f"ratio HiGHS / closed form: {indicators * solved / seconds:.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
